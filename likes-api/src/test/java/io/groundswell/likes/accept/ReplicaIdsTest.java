package io.groundswell.likes.accept;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundswell.event.Replica;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ReplicaIdsTest {
    @Test
    void next_shouldSayWhenTheReplicaBegins() {
        AtomicLong millis = new AtomicLong(1_000);
        ReplicaIds ids = new ReplicaIds("eu-west-1", "boot", () -> Instant.ofEpochMilli(millis.get()));

        Replica first = ids.next();
        millis.set(2_000);
        Replica second = ids.next();

        assertThat(first).isEqualTo(Replica.begin("eu-west-1", "boot", 1, 1_000));
        assertThat(second.begunBefore(2_000)).isFalse();
        assertThat(second.begunBefore(2_001)).isTrue();
    }
}

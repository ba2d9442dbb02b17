package io.groundswell.dispatch.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundswell.registry.Node;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class PatienceTest {
    private static final Duration DEADLINE = Duration.ofSeconds(2);

    private final AtomicLong nanos = new AtomicLong();
    private final Patience patience = new Patience(DEADLINE, nanos::get);

    @Test
    void with_shouldBeShort_whenTheNodeLetTheLastBatchHang() {
        patience.hung(node("a"));

        assertThat(patience.with(node("a"))).isEqualTo(Patience.SHORT);
        assertThat(patience.with(node("b"))).isEqualTo(DEADLINE);
    }

    @Test
    void with_shouldBeTheDeadline_whenTheNodeHasAnsweredSince() {
        patience.hung(node("a"));
        patience.answered(node("a"));

        assertThat(patience.with(node("a"))).isEqualTo(DEADLINE);
    }

    @Test
    void with_shouldBeTheDeadlineOnceInAWhile_whenTheNodeHangsOn() {
        patience.hung(node("a"));
        nanos.addAndGet(Patience.MEMORY.toNanos() / 2);
        patience.hung(node("a"));
        nanos.addAndGet(Patience.MEMORY.toNanos() / 2);

        assertThat(patience.with(node("a"))).isEqualTo(DEADLINE);
    }

    @Test
    void with_shouldNeverBeMoreThanTheDeadline_whenThatIsShorter() {
        Patience hasty = new Patience(Duration.ofMillis(100), nanos::get);
        hasty.hung(node("a"));

        assertThat(hasty.with(node("a"))).isEqualTo(Duration.ofMillis(100));
    }

    private static Node node(String id) {
        return new Node(id, URI.create("http://127.0.0.1:1/"), "127.0.0.1:1", Long.MAX_VALUE, 0, false, 1);
    }
}

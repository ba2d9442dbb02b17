package io.groundswell.likes.accept;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.f4b6a3.ulid.UlidFactory;
import io.groundswell.event.EventId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventIdsTest {
    private final EventIds ids = new EventIds(UlidFactory.newMonotonicInstance(), "eu-west-1");

    @Test
    void next_shouldRise_whenTimeStandsStillOrStepsBack() {
        List<EventId> all = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            all.add(ids.next(1_000_000 + (i % 3)));
        }

        assertThat(all).isSorted().doesNotHaveDuplicates();
        assertThat(all.getFirst().region()).isEqualTo("eu-west-1");
        assertThat(all.getFirst().acceptedAt()).isEqualTo(1_000_000);
    }

    @Test
    void derived_shouldBeTheSame_whenTimeAndDigestAre() {
        byte[] digest = new byte[32];
        Arrays.fill(digest, (byte) 0xff);
        EventId id = ids.derived(1_000_000, digest);

        assertThat(ids.derived(1_000_000, digest)).isEqualTo(id);
        assertThat(id.acceptedAt()).isEqualTo(1_000_000);
        assertThat(id.region()).isEqualTo("eu-west-1");
        assertThat(id.value()).contains("ZZZZZZZZZZZZZZZZ.");
        assertThat(ids.derived(1_000_001, digest)).isNotEqualTo(id);
        assertThat(ids.derived(1_000_000, new byte[32])).isNotEqualTo(id);
    }
}

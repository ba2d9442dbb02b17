package io.groundswell.likes.accept;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.f4b6a3.ulid.UlidFactory;
import io.groundswell.event.EventId;
import java.util.ArrayList;
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
}

package io.groundswell.fleet.duty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.time.InstantSource;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WarmUpTest {
    private final FakeRegistry registry = new FakeRegistry();
    private final FakeStore store = new FakeStore();
    private final WarmUp warmUp =
            new WarmUp(new WarmUp.Reads(registry, store, Optional.of(store)), InstantSource.system());

    @Test
    void run_shouldReadOnceOfEachKindAndWriteNothing() {
        warmUp.run();
        assertThat(registry.asked).hasValue(1);
        assertThat(store.reads).hasValue(3);
        assertThat(registry.writes).isEmpty();
    }

    @Test
    void run_shouldLeaveHistoryAlone_whenItIsSwitchedOff() {
        new WarmUp(new WarmUp.Reads(registry, store, Optional.empty()), InstantSource.system()).run();
        assertThat(store.reads).hasValue(1);
    }

    @Test
    void run_shouldEndAtTheFirstFailure_whenTheStoreIsOutOfOrder() {
        store.broken = true;
        assertThatCode(warmUp::run).doesNotThrowAnyException();
        assertThat(store.reads).hasValue(1);
    }
}

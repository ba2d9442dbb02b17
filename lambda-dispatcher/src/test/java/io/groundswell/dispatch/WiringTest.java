package io.groundswell.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundswell.dispatch.DispatchHandler.Parts;
import java.util.ArrayList;
import java.util.List;
import org.crac.Core;
import org.junit.jupiter.api.Test;

class WiringTest {
    private final List<String> course = new ArrayList<>();
    private final Wiring wiring = new Wiring(this::connect, () -> course.add("primed"));

    private Parts connect() {
        course.add("connected");
        return new Fakes().parts(() -> course.add("closed"));
    }

    @Test
    void beforeCheckpoint_shouldPrimeAndThenClose_always() {
        wiring.beforeCheckpoint(Core.getGlobalContext());

        assertThat(course).containsExactly("connected", "primed", "closed");
    }

    @Test
    void afterRestore_shouldConnectAnew_always() {
        Parts before = wiring.parts();
        wiring.beforeCheckpoint(Core.getGlobalContext());
        wiring.afterRestore(Core.getGlobalContext());

        assertThat(wiring.parts()).isNotSameAs(before);
        assertThat(course).containsExactly("connected", "primed", "closed", "connected");
    }

    @Test
    void close_shouldCloseWhatIsConnectedNow_whenItWasRestored() {
        wiring.beforeCheckpoint(Core.getGlobalContext());
        wiring.afterRestore(Core.getGlobalContext());
        wiring.close();

        assertThat(course).endsWith("connected", "closed");
    }
}

package io.groundswell.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class ChildProcessTest {
    private static final Duration START = Duration.ofSeconds(30);

    private final List<String> notices = new CopyOnWriteArrayList<>();

    /** Says what it was told, and waits for the end of its input. */
    static final class Child {
        private Child() {}

        public static void main(String[] arguments) throws IOException {
            System.out.println("told " + System.getenv("GROUNDSWELL_TOLD"));
            System.exit(System.in.read() < 0 ? 7 : 8);
        }
    }

    @Test
    void start_shouldPassVariablesAndOutput_whenItRuns() {
        try (ChildProcess child = start()) {
            awaitOutput();
            assertThat(child.isAlive()).isTrue();
            assertThat(child.pid()).isPositive();
        }
    }

    @Test
    void kill_shouldBeTold_whenNobodyAskedForAStop() {
        try (ChildProcess child = start()) {
            awaitOutput();
            child.kill();
            await().untilAsserted(() -> assertThat(notices).contains("it: ended (exit code 137); the others go on"));
        }
    }

    @Test
    void close_shouldNotBeTold_whenItEnds() {
        ChildProcess child = start();
        awaitOutput();

        child.close();

        assertThat(child.isAlive()).isFalse();
        await().during(Duration.ofSeconds(1))
                .untilAsserted(() -> assertThat(notices).hasSize(1));
    }

    private void awaitOutput() {
        await().atMost(START).until(() -> notices.contains("it | told hello"));
    }

    private ChildProcess start() {
        return ChildProcess.start("it", Child.class, Map.of("GROUNDSWELL_TOLD", "hello"), notices::add);
    }
}

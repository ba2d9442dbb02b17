package io.groundswell.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class ChildProcessTest {
    private static final Duration START = Duration.ofSeconds(30);
    private static final String LEAK_DETECTION = "io.netty.leakDetection.level";
    private static final String GREETING = "it | told hello, leaks " + System.getProperty(LEAK_DETECTION);

    private final List<String> notices = new CopyOnWriteArrayList<>();

    /** Says what it was told, and waits for the end of its input. */
    static final class Child {
        private Child() {}

        public static void main(String[] arguments) throws IOException {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> System.out.println("farewell")));
            System.out.println(
                    "told " + System.getenv("GROUNDSWELL_TOLD") + ", leaks " + System.getProperty(LEAK_DETECTION));
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
    void pause_shouldStandItStill_untilItGoesOn() {
        try (ChildProcess child = start()) {
            awaitOutput();
            child.pause();
            await().until(() -> state(child) == 'T');
            child.goOn();
            await().until(() -> state(child) != 'T');
            assertThat(child.isAlive()).isTrue();
        }
    }

    @Test
    void close_shouldBeHeard_whenItStandsStill() {
        ChildProcess child = start();
        awaitOutput();
        child.pause();

        child.close();

        assertThat(child.isAlive()).isFalse();
        assertThat(notices).as("no end that nobody asked for").allMatch(line -> line.startsWith("it | "));
    }

    @Test
    void pause_shouldSaySo_whenItHasEnded() {
        ChildProcess child = start();
        child.close();

        assertThatThrownBy(child::pause)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("kill -STOP " + child.pid());
    }

    @Test
    void askToStop_shouldBeHeard_andItsLastWordsToo() {
        try (ChildProcess child = start()) {
            awaitOutput();
            child.askToStop();
            await().until(() -> !child.isAlive());
            await().untilAsserted(() -> assertThat(notices).containsExactly(GREETING, "it | farewell"));
        }
    }

    @Test
    void close_shouldNotBeTold_whenItEnds() {
        ChildProcess child = start();
        awaitOutput();

        child.close();

        assertThat(child.isAlive()).isFalse();
        await().during(Duration.ofSeconds(1))
                .untilAsserted(() -> assertThat(notices).allMatch(line -> line.startsWith("it | ")));
    }

    /** As the kernel tells it: behind the name, which is in parentheses. */
    private static char state(ChildProcess child) throws IOException {
        String stat = Files.readString(Path.of("/proc", Long.toString(child.pid()), "stat"));
        return stat.charAt(stat.lastIndexOf(')') + 2);
    }

    private void awaitOutput() {
        await().atMost(START).until(() -> notices.contains(GREETING));
    }

    private ChildProcess start() {
        return ChildProcess.start("it", Child.class, Map.of("GROUNDSWELL_TOLD", "hello"), notices::add);
    }
}

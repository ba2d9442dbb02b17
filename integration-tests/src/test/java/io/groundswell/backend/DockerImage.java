package io.groundswell.backend;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.awaitility.core.ConditionTimeoutException;

/** An image that suites need. CI makes its images beside the first suites, an engine before them, and names them by variables. */
public final class DockerImage {
    private static final Duration LONGEST_MAKING = Duration.ofMinutes(10);
    private static final Duration POLL = Duration.ofSeconds(2);

    private DockerImage() {}

    /**
     * Waits for an image that CI makes, up to ten minutes; not for any other. Whether it is there then the caller has to see.
     *
     * @param variable which names it, where it is made
     */
    public static void awaitMaking(String name, String variable) {
        if (!"true".equals(System.getenv("CI")) || System.getenv(variable) == null) {
            return;
        }
        try {
            await().atMost(LONGEST_MAKING)
                    .pollDelay(Duration.ZERO)
                    .pollInterval(POLL)
                    .until(() -> isHere(name));
        } catch (ConditionTimeoutException e) {
            // The caller says what is missing.
        }
    }

    static boolean isHere(String name) {
        return Command.succeeds("docker", "image", "inspect", name);
    }
}

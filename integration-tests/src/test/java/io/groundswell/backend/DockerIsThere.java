package io.groundswell.backend;

import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Skips a suite on LocalStack where Docker is missing, which is told in one line; in CI that is a failure. */
final class DockerIsThere implements BeforeAllCallback {
    private static final String MISSING = "docker: missing (expected: Docker, running, for the suites on LocalStack)";
    private static final boolean IS_THERE = Backend.CHOSEN == Backend.EMBEDDED || lookForIt();

    @Override
    public void beforeAll(ExtensionContext context) {
        if (!IS_THERE && "true".equals(System.getenv("CI"))) {
            fail(MISSING);
        }
        Assumptions.assumeTrue(IS_THERE, MISSING);
    }

    private static boolean lookForIt() {
        try {
            Process docker = new ProcessBuilder("docker", "info")
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (docker.waitFor() == 0) {
                return true;
            }
        } catch (IOException absent) {
            // Told below, as where it does not run.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        System.out.println(MISSING + "; they are skipped");
        return false;
    }
}

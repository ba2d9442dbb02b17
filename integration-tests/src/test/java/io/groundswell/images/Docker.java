package io.groundswell.images;

import static org.junit.jupiter.api.Assertions.fail;

import io.groundswell.backend.DockerImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** The command line of Docker. */
final class Docker {
    /** Names the image that others are to stand on, where it is not the one that is pulled. */
    static final String BASE_VARIABLE = "GROUNDSWELL_BASE_IMAGE";

    private static final long MOST_MINUTES = 3;

    /** What a command came to. */
    record Outcome(int code, String output) {}

    /**
     * Skips the caller where containers cannot be run here, with one line that says why; in CI that is a failure.
     *
     * @param base the image that others are to stand on
     */
    static void require(String base) {
        String missing = missing(base);
        if (missing.isEmpty()) {
            return;
        }
        if ("true".equals(System.getenv("CI"))) {
            fail(missing);
        }
        System.out.println(missing + "; the container images are not tested");
        Assumptions.abort(missing);
    }

    /** Containers share this machine's network with the tests' services, and their processes are looked at in its kernel. */
    private static String missing(String base) {
        if (!System.getProperty("os.name").equals("Linux")) {
            return "docker: on " + System.getProperty("os.name") + " (expected: an engine on this machine's own Linux)";
        }
        DockerImage.awaitMaking(base, BASE_VARIABLE);
        try {
            if (run("info").code() != 0) {
                return "docker: does not answer (expected: a Docker engine on this machine)";
            }
        } catch (UncheckedIOException absent) {
            return "docker: missing (expected: Docker's command line and an engine)";
        }
        boolean isThere = run("image", "inspect", base).code() == 0
                || run("pull", "-q", base).code() == 0;
        return isThere
                ? ""
                : "image " + base + ": cannot be pulled (expected: one that is here, named by " + BASE_VARIABLE + ")";
    }

    /** Runs a command that has to succeed. */
    static String done(String... arguments) {
        Outcome outcome = run(arguments);
        if (outcome.code() != 0) {
            throw new AssertionError("docker " + String.join(" ", arguments) + ": " + outcome.output());
        }
        return outcome.output().strip();
    }

    static Outcome run(String... arguments) {
        List<String> command = new ArrayList<>(List.of("docker"));
        command.addAll(List.of(arguments));
        try {
            Process docker =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            CompletableFuture<String> output = CompletableFuture.supplyAsync(() -> output(docker));
            if (!docker.waitFor(MOST_MINUTES, TimeUnit.MINUTES)) {
                docker.destroyForcibly();
                throw new AssertionError(command + ": no end within " + MOST_MINUTES + " minutes: " + output.join());
            }
            return new Outcome(docker.exitValue(), output.join());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String output(Process docker) {
        try {
            return new String(docker.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Docker() {}
}

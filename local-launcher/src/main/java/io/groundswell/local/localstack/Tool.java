package io.groundswell.local.localstack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A program that is waited for.
 *
 * @param folder where it runs
 * @param variables of its environment, besides this process's
 * @param longest after which it is ended
 */
record Tool(Path folder, Map<String, String> variables, Duration longest) {
    private static final int MOST_LINES = 6;

    /**
     * What became of it.
     *
     * @param output both that it said and that it complained of, without blanks around
     */
    record Outcome(int code, String output) {
        boolean isGood() {
            return code == 0;
        }

        /** The last lines, as one. */
        String reason() {
            List<String> lines = output.lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty())
                    .toList();
            return String.join("; ", lines.subList(Math.max(0, lines.size() - MOST_LINES), lines.size()));
        }
    }

    /** Here, for a minute at most. */
    static Tool here() {
        return new Tool(Path.of("."), Map.of(), Duration.ofMinutes(1));
    }

    /**
     * Runs it to its end.
     *
     * @throws LocalStackException if it is not there, or takes longer
     */
    Outcome run(List<String> command) {
        Path said = temporaryFile();
        try {
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectInput(
                            ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                    .redirectErrorStream(true)
                    .redirectOutput(said.toFile());
            builder.environment().putAll(variables);
            int code = await(command, builder.start());
            return new Outcome(
                    code, Files.readString(said, StandardCharsets.UTF_8).strip());
        } catch (IOException e) {
            throw new LocalStackException(command.getFirst() + ": " + e.getMessage() + " (expected: on the path)", e);
        } finally {
            delete(said);
        }
    }

    /** @throws LocalStackException also if it ends with another code than 0 */
    String runWell(List<String> command) {
        Outcome outcome = run(command);
        if (!outcome.isGood()) {
            throw new LocalStackException(command.getFirst() + " " + command.get(1) + ": exit code " + outcome.code()
                    + " (expected: 0): " + outcome.reason());
        }
        return outcome.output();
    }

    private int await(List<String> command, Process process) {
        try {
            if (process.waitFor(longest.toMillis(), TimeUnit.MILLISECONDS)) {
                return process.exitValue();
            }
            throw new LocalStackException(command.getFirst() + " " + command.get(1) + ": not done (expected: within "
                    + longest.toSeconds() + " s)");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LocalStackException(command.getFirst() + ": interrupted (expected: time to finish)", e);
        } finally {
            process.descendants().forEach(ProcessHandle::destroy);
            process.destroy();
        }
    }

    private static Path temporaryFile() {
        try {
            return Files.createTempFile("groundswell-", ".out");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package io.groundswell.promises;

import io.groundswell.local.LeakWatch;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** The command line in a process of its own, as {@code ./groundswell} runs it. Owned by the test's thread. */
final class LauncherProcess implements AutoCloseable {
    private static final long LONGEST_SECONDS = 240;

    private final Process process;
    private final Thread reader;
    private final CompletableFuture<Void> up = new CompletableFuture<>();
    private final List<String> said = new CopyOnWriteArrayList<>();

    /** @param code jars that stand before the class path */
    private LauncherProcess(Path code, List<String> arguments, Map<String, String> variables) throws IOException {
        String java = ProcessHandle.current().info().command().orElse("java");
        List<String> command = new ArrayList<>(List.of(java, "-Xmx320m", "-XX:TieredStopAtLevel=1"));
        command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow"));
        command.addAll(LeakWatch.options());
        command.add("-Dgroundswell.home=..");
        command.addAll(List.of("-cp", code + ":" + System.getProperty("java.class.path")));
        command.add("io.groundswell.local.Groundswell");
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        builder.environment().putAll(variables);
        process = builder.start();
        reader = Thread.ofVirtual().start(this::read);
    }

    static LauncherProcess start(Path code, List<String> arguments) throws IOException {
        return new LauncherProcess(code, arguments, Map.of());
    }

    /** Where no program is on the path. */
    static LauncherProcess startAlone(List<String> arguments) throws IOException {
        return new LauncherProcess(Path.of("none.jar"), arguments, Map.of("PATH", "/nowhere"));
    }

    private void read() {
        try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
            output.lines().forEach(line -> {
                LeakWatch.listen(line);
                said.add(line);
                if (line.startsWith("Groundswell is up")) {
                    up.complete(null);
                }
            });
            up.completeExceptionally(new IllegalStateException("launcher: ended; it said: " + said()));
        } catch (IOException | UncheckedIOException e) {
            up.completeExceptionally(e);
        }
    }

    void awaitUp() throws Exception {
        up.get(LONGEST_SECONDS, TimeUnit.SECONDS);
    }

    /** Waits until it has ended by itself, and has said all; the exit code. */
    int awaitEnd() throws InterruptedException {
        if (!process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)) {
            throw new IllegalStateException("launcher: runs (expected: to end); it said: " + said());
        }
        reader.join();
        return process.exitValue();
    }

    String said() {
        return String.join("\n", said);
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
    }
}

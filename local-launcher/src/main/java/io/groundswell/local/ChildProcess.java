package io.groundswell.local;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * A part in a JVM of its own: same Java, same class path, settings by environment variables. Its output comes through with
 * its name before each line; its end is told in one line, unless it was asked for. It looks for leaks as this process does. Any
 * thread may use it.
 */
final class ChildProcess implements AutoCloseable {
    private static final Duration STOP = Duration.ofSeconds(8);

    /** Ctrl-C reaches children and launcher at the same time: an end is told only if no stop follows at once. */
    private static final long SETTLE_MILLIS = 500;

    private static final List<String> JVM = List.of(
            "-Xmx128m",
            "-Xss512k",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-XX:MaxDirectMemorySize=96m",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-Dlogback.configurationFile=io/groundswell/local/logback.xml");

    private final String name;
    private final Process process;
    private final Consumer<String> notices;
    private volatile boolean stopping;
    private volatile boolean paused;

    private ChildProcess(String name, Process process, Consumer<String> notices) {
        this.name = name;
        this.process = process;
        this.notices = notices;
    }

    /**
     * @param notices takes its output and the news of its end, from any thread
     * @throws LaunchException if there can be no such process
     */
    static ChildProcess start(String name, Class<?> main, Map<String, String> variables, Consumer<String> notices) {
        ProcessBuilder builder = new ProcessBuilder(command(main)).redirectInput(Redirect.PIPE);
        builder.redirectErrorStream(true);
        builder.environment().keySet().removeIf(key -> key.startsWith("GROUNDSWELL_"));
        builder.environment().putAll(variables);
        try {
            ChildProcess child = new ChildProcess(name, builder.start(), notices);
            child.watch();
            return child;
        } catch (IOException e) {
            throw new LaunchException(name + ": not started: " + e.getMessage(), e);
        }
    }

    private static List<String> command(Class<?> main) {
        String java = ProcessHandle.current().info().command().orElse("java");
        return Stream.of(
                        List.of(java),
                        JVM,
                        LeakWatch.options(),
                        List.of("-cp", System.getProperty("java.class.path"), main.getName()))
                .flatMap(List::stream)
                .toList();
    }

    private void watch() {
        Thread.ofVirtual().name(name + "-output").start(this::passOutputOn);
        Executor settled = CompletableFuture.delayedExecutor(SETTLE_MILLIS, TimeUnit.MILLISECONDS);
        var _ = process.onExit().thenAcceptAsync(ended -> tellEnd(ended.exitValue()), settled);
    }

    private void passOutputOn() {
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            lines.lines().map(line -> name + " | " + line).forEach(this::passOn);
        } catch (IOException | UncheckedIOException e) {
            notices.accept(name + ": output no longer read: " + e.getMessage());
        }
    }

    private void passOn(String line) {
        LeakWatch.listen(line);
        notices.accept(line);
    }

    private void tellEnd(int code) {
        if (!stopping) {
            notices.accept(name + ": ended (exit code " + code + "); the others go on");
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }

    long pid() {
        return process.pid();
    }

    /** As the kernel does with {@code kill -9}: no goodbye. */
    void kill() {
        var _ = process.destroyForcibly();
    }

    /**
     * Stands it still, by SIGSTOP.
     *
     * @throws IllegalStateException if it has ended
     */
    void pause() {
        paused = true;
        signal("STOP");
    }

    /**
     * Lets it go on, by SIGCONT.
     *
     * @throws IllegalStateException if it has ended
     */
    void goOn() {
        signal("CONT");
        paused = false;
    }

    /** The shell's own {@code kill}, which is there where no program of that name is. */
    private void signal(String signal) {
        String command = "kill -" + signal + " " + process.pid();
        try {
            int code = new ProcessBuilder("sh", "-c", command).start().waitFor();
            if (code != 0) {
                throw new IllegalStateException(name + ": " + command + ": " + code + " (expected: 0)");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(name + ": " + command + ": interrupted (expected: time to finish)", e);
        }
    }

    /** By SIGTERM. Not by the process's own method, which would close the pipes too: what it says at the end is wanted. */
    void askToStop() {
        stopping = true;
        process.toHandle().destroy();
    }

    /** Asks it to stop, and after 8 s no longer asks. What stands still would not hear. */
    @Override
    public void close() {
        askToStop();
        if (paused && process.isAlive()) {
            goOn();
        }
        try {
            if (!process.waitFor(STOP.toMillis(), TimeUnit.MILLISECONDS)) {
                kill();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            kill();
        }
    }
}

package io.groundswell.chaos;

import static org.awaitility.Awaitility.await;

import io.groundswell.local.LeakWatch;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * A JVM of its own with this one's class path, that listens on a port of this machine and can be killed. It looks for leaks as this
 * one does. Any thread may use it.
 */
final class MortalProcess implements AutoCloseable {
    private static final Duration LONGEST_START = Duration.ofSeconds(60);
    private static final long LONGEST_STOP_SECONDS = 10;
    private static final int CONNECT_MILLIS = 1_000;
    private static final List<String> OPTIONS = List.of(
            "-Xmx160m",
            "-Xss512k",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-Dlogback.configurationFile=io/groundswell/local/logback.xml");

    private final Process process;
    private final String name;
    private final int port;

    /**
     * What to run.
     *
     * @param port where it will listen
     * @param variables of its environment
     */
    record Plan(String name, Class<?> main, int port, Map<String, String> variables) {}

    private MortalProcess(Plan plan, Process process) {
        this.name = plan.name();
        this.port = plan.port();
        this.process = process;
    }

    /** @param output takes its lines, from another thread */
    static MortalProcess start(Plan plan, Consumer<String> output) {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        List<String> command = Stream.of(
                        List.of(java),
                        OPTIONS,
                        LeakWatch.options(),
                        List.of(
                                "-cp",
                                System.getProperty("java.class.path"),
                                plan.main().getName()))
                .flatMap(List::stream)
                .toList();
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().keySet().removeIf(key -> key.startsWith("GROUNDSWELL_"));
        builder.environment().putAll(plan.variables());
        try {
            MortalProcess started = new MortalProcess(plan, builder.start());
            Thread.ofVirtual().start(() -> started.passOn(output));
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void passOn(Consumer<String> output) {
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            lines.lines().map(line -> name + " | " + line).forEach(line -> {
                LeakWatch.listen(line);
                output.accept(line);
            });
        } catch (IOException | UncheckedIOException e) {
            output.accept(name + ": " + e.getMessage());
        }
    }

    MortalProcess awaitListening() {
        await(name).atMost(LONGEST_START).pollInterval(Duration.ofMillis(50)).until(this::listensOrHasEnded);
        if (!process.isAlive()) {
            throw new IllegalStateException(name + ": ended with " + process.exitValue() + " (expected: to listen)");
        }
        return this;
    }

    private boolean listensOrHasEnded() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), CONNECT_MILLIS);
            return true;
        } catch (IOException _) {
            return !process.isAlive();
        }
    }

    int port() {
        return port;
    }

    /** As {@code kill -9} does, and waits until it is gone. */
    void kill() {
        process.destroyForcibly().onExit().join();
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(LONGEST_STOP_SECONDS, TimeUnit.SECONDS)) {
                kill();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            kill();
        }
    }
}

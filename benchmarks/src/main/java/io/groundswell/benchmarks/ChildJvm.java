package io.groundswell.benchmarks;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A JVM with this one's class path and JDK. Its output goes to this one's errors. Owner: the main thread. */
public final class ChildJvm implements AutoCloseable {
    private static final long LONGEST_START_SECONDS = 60;
    private static final long LONGEST_END_SECONDS = 15;
    private static final List<String> QUIET = List.of(
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-Dlogback.configurationFile=io/groundswell/local/logback.xml");

    private final Process process;
    private volatile boolean ending;

    private ChildJvm(Process process) {
        this.process = process;
    }

    public static ChildJvm start(
            Class<?> main, List<String> options, Map<String, String> environment, List<String> arguments)
            throws IOException {
        return start(builder(main, options, arguments), environment);
    }

    /** One that runs on the given processor only, and so believes to have one. */
    public static ChildJvm startOn(
            int processor, Class<?> main, List<String> options, Map<String, String> environment, List<String> arguments)
            throws IOException {
        ProcessBuilder builder = builder(main, options, arguments);
        builder.command().addAll(0, List.of("taskset", "-c", Integer.toString(processor)));
        return start(builder, environment);
    }

    private static ChildJvm start(ProcessBuilder builder, Map<String, String> environment) throws IOException {
        builder.redirectErrorStream(true).environment().putAll(environment);
        ChildJvm child = new ChildJvm(builder.start());
        Thread.ofPlatform().daemon().name("output of " + child.pid()).start(child::passOn);
        return child;
    }

    /** To this process's errors, until the child ends or is ended, which closes its output. */
    private void passOn() {
        try (InputStream output = process.getInputStream()) {
            var _ = output.transferTo(System.err);
        } catch (IOException e) {
            if (!ending) {
                System.err.println("output of " + pid() + ": " + e.getMessage());
            }
        }
    }

    /** One that is spoken with over its standard input and output. */
    public static ChildJvm startTalking(Class<?> main, List<String> options, List<String> arguments)
            throws IOException {
        return new ChildJvm(builder(main, options, arguments)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
    }

    private static ProcessBuilder builder(Class<?> main, List<String> options, List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(QUIET);
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(arguments);
        return new ProcessBuilder(command);
    }

    /** Says a line to it. */
    public void say(String line) throws IOException {
        BufferedWriter to = process.outputWriter();
        to.write(line);
        to.newLine();
        to.flush();
    }

    /** The next line that it says; waits for it. */
    public String hear() throws IOException {
        String line = process.inputReader().readLine();
        if (line == null) {
            throw new IOException("process " + pid() + ": ended (expected: an answer; its errors say why)");
        }
        return line;
    }

    public static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** Waits until something listens there. */
    public void awaitListening(int port) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(LONGEST_START_SECONDS);
        while (!listens(port)) {
            if (!process.isAlive() || System.nanoTime() > deadline) {
                throw new IOException("server: not listening at " + port + " (expected: within " + LONGEST_START_SECONDS
                        + " s; its output says why)");
            }
            Thread.sleep(50);
        }
    }

    private static boolean listens(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1_000);
            return true;
        } catch (IOException _) {
            return false;
        }
    }

    /** Ends it at once, without its having a say. */
    public void kill() {
        ending = true;
        var _ = process.destroyForcibly();
    }

    public long pid() {
        return process.pid();
    }

    @Override
    public void close() {
        ending = true;
        process.destroy();
        try {
            if (!process.waitFor(LONGEST_END_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException _) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}

package io.groundswell.promises;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A network namespace with one link to this machine, as a host of its own: when its link goes down, packets vanish both ways
 * and nobody is told. Needs root and {@code ip}.
 */
final class Namespace implements AutoCloseable {
    /** The condition of every suite that needs one. */
    static final String WANTED = "io.groundswell.promises.Namespace#isWanted";

    private static final String NAME = "gs" + ProcessHandle.current().pid() % 1_000_000;
    private static final int NET = (int) (ProcessHandle.current().pid() % 60) * 4;
    private static final String HERE = "10.213.77." + (NET + 1);
    private static final String THERE = "10.213.77." + (NET + 2);
    private static final Optional<String> OBSTACLE = obstacle();

    static {
        OBSTACLE.ifPresent(why ->
                System.out.println("network namespace: not to be had (" + why + "); vanished peers are not tested"));
    }

    private Namespace() {}

    /** Whether to run what needs one: in CI also where none is to be had, so that it fails instead of being skipped. */
    static boolean isWanted() {
        return OBSTACLE.isEmpty() || "true".equals(System.getenv("CI"));
    }

    private static Optional<String> obstacle() {
        try (Namespace _ = create()) {
            return Optional.empty();
        } catch (IOException | IllegalStateException e) {
            return Optional.of(String.valueOf(e.getMessage()).strip());
        }
    }

    static Namespace create() throws IOException {
        run("ip", "netns", "add", NAME);
        Namespace made = new Namespace();
        try {
            run("ip", "link", "add", NAME + "a", "type", "veth", "peer", "name", NAME + "b");
            run("ip", "link", "set", NAME + "b", "netns", NAME);
            run("ip", "addr", "add", HERE + "/30", "dev", NAME + "a");
            run("ip", "link", "set", NAME + "a", "up");
            run("ip", "-n", NAME, "addr", "add", THERE + "/30", "dev", NAME + "b");
            run("ip", "-n", NAME, "link", "set", NAME + "b", "up");
            return made;
        } catch (IOException | IllegalStateException e) {
            made.close();
            throw e;
        }
    }

    /** This machine's address, as seen from inside. */
    String host() {
        return HERE;
    }

    /** Starts a command inside. */
    Process start(String... command) throws IOException {
        List<String> inside = Stream.concat(Stream.of("ip", "netns", "exec", NAME), Arrays.stream(command))
                .toList();
        return new ProcessBuilder(inside).redirectErrorStream(true).start();
    }

    /** From now on no packet passes. */
    void vanish() throws IOException {
        run("ip", "-n", NAME, "link", "set", NAME + "b", "down");
    }

    @Override
    public void close() throws IOException {
        try {
            // Its device goes with the namespace only when the last process in it has gone.
            run("ip", "-n", NAME, "link", "del", NAME + "b");
        } finally {
            run("ip", "netns", "del", NAME);
        }
    }

    private static void run(String... command) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new IllegalStateException(String.join(" ", command) + ": " + output.strip());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}

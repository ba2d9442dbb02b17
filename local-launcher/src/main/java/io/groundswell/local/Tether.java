package io.groundswell.local;

import java.io.IOException;
import java.io.InputStream;

/**
 * Ties a child process to the launcher. The child's standard input is a pipe that the launcher holds open and never writes
 * to; the kernel closes it when the launcher ends, by {@code kill -9} too, and then the child stops as on SIGTERM.
 */
final class Tether {
    private Tether() {}

    /** @param pipe ends when the launcher does */
    static void watch(InputStream pipe, Runnable onEnd) {
        Thread.ofPlatform().daemon().name("tether").start(() -> {
            awaitEnd(pipe);
            onEnd.run();
        });
    }

    /** What is read means nothing, and a pipe that breaks has ended too. */
    private static void awaitEnd(InputStream pipe) {
        try (pipe) {
            pipe.skip(Long.MAX_VALUE);
            while (pipe.read() >= 0) {}
        } catch (IOException ended) {
            return;
        }
    }
}

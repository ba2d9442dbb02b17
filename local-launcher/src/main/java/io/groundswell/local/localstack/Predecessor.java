package io.groundswell.local.localstack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The launcher that runs on a deployment already: the next one takes its ports over, once the deployment is changed. It is known by
 * a file, which holds its process id and when that process began, since ids are used again. Used by one thread.
 */
public final class Predecessor {
    private static final Duration STOP = Duration.ofSeconds(30);

    private final Path file;

    /** @param checkout where the stacks are
     *  @param container of LocalStack */
    public Predecessor(Path checkout, String container) {
        this.file = checkout.resolve("local-launcher/target").resolve(container + ".up");
    }

    /**
     * Stops it in good order, as SIGTERM does; nothing happens where none runs.
     *
     * @throws LocalStackException if it does not stop in 30 s
     */
    public void stop() {
        Optional<ProcessHandle> running = running();
        running.ifPresent(process -> {
            process.destroy();
            await(process);
        });
    }

    /** From now on it is this process. */
    public void become() {
        ProcessHandle self = ProcessHandle.current();
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, self.pid() + "\n" + began(self).orElse(Instant.EPOCH));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Optional<ProcessHandle> running() {
        try {
            List<String> lines = Files.exists(file) ? Files.readAllLines(file) : List.of();
            return lines.size() == 2
                    ? ProcessHandle.of(Long.parseLong(lines.getFirst()))
                            .filter(process ->
                                    process.pid() != ProcessHandle.current().pid())
                            .filter(process ->
                                    began(process).map(Instant::toString).equals(Optional.of(lines.getLast())))
                    : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<Instant> began(ProcessHandle process) {
        return process.info().startInstant();
    }

    private static void await(ProcessHandle process) {
        try {
            process.onExit().get(STOP.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LocalStackException("launcher: interrupted (expected: time to stop the one before)", e);
        } catch (ExecutionException | TimeoutException e) {
            throw new LocalStackException(
                    "launcher: process " + process.pid() + " runs (expected: to stop within " + STOP.toSeconds()
                            + " s)",
                    e);
        }
    }
}

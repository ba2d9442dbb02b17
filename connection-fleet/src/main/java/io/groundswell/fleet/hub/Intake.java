package io.groundswell.fleet.hub;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that writes logs. It takes all tasks that wait, runs them, and then ends the round, so that what came
 * together is merged together. Tasks with a size are bounded by their sum, each until its round has ended: no other one
 * waits for more than that. Those without are as many as there are connections and topics. Any thread hands in; the
 * thread itself owns what the tasks touch.
 */
final class Intake implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Intake.class);
    private static final int MOST_TASKS_A_ROUND = 1_024;

    private final LinkedBlockingQueue<Runnable> tasks = new LinkedBlockingQueue<>();
    /** Of what waits, and of the round that is under way. */
    private final AtomicLong takenBytes = new AtomicLong();

    private final long mostBytes;
    private final Runnable endOfRound;
    private final Thread thread;
    private long roundBytes;
    private volatile boolean closed;

    Intake(String name, long mostBytes, Runnable endOfRound) {
        this.mostBytes = mostBytes;
        this.endOfRound = endOfRound;
        this.thread = Thread.ofPlatform().name(name).daemon().unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    /** Runs the task on the intake thread. */
    void execute(Runnable task) {
        tasks.add(task);
    }

    /**
     * Runs the task on the intake thread, unless it would have more bytes than it may, the round under way included.
     *
     * @return whether it will run
     */
    boolean offer(int bytes, Runnable task) {
        boolean fits = takenBytes.addAndGet(bytes) <= mostBytes;
        if (closed || !fits) {
            takenBytes.addAndGet(-bytes);
            return false;
        }
        tasks.add(() -> {
            roundBytes += bytes;
            task.run();
        });
        return true;
    }

    boolean inIntake() {
        return Thread.currentThread().equals(thread);
    }

    /** Runs what waits, then ends the thread. */
    @Override
    public void close() {
        closed = true;
        execute(() -> {});
        try {
            thread.join(5_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        List<Runnable> round = new ArrayList<>();
        while (!closed || !tasks.isEmpty()) {
            try {
                round.add(tasks.take());
                tasks.drainTo(round, MOST_TASKS_A_ROUND);
            } catch (InterruptedException e) {
                LOG.warn("intake: interrupted (expected: closed), it ends");
                return;
            }
            round.forEach(Intake::runSafely);
            round.clear();
            runSafely(endOfRound);
            takenBytes.addAndGet(-roundBytes);
            roundBytes = 0;
        }
    }

    /** A task that fails must not end the thread that every viewer depends on. */
    private static void runSafely(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException e) {
            LOG.error("intake: a task failed", e);
        }
    }
}

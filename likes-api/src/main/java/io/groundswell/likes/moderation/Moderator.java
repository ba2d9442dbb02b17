package io.groundswell.likes.moderation;

import io.groundswell.likes.metrics.ApiMetric;
import io.groundswell.likes.metrics.ApiMetrics;
import io.groundswell.likes.metrics.FailureLog;
import io.groundswell.likes.moderation.ModerationConfig.Fallback;
import io.groundswell.likes.moderation.Verdict.Allowed;
import io.groundswell.likes.moderation.Verdict.Refused;
import io.groundswell.likes.moderation.Verdict.Undecided;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What every comment passes: nothing, or a {@link Moderation} with a limit on time and calls, and a fallback. Thread-safe. It
 * closes the moderation.
 */
public final class Moderator implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Moderator.class);
    private static final Duration CLOSING = Duration.ofSeconds(2);

    private final Optional<Moderation> moderation;
    private final ModerationConfig config;
    private final Semaphore room;
    private final ApiMetrics metrics;
    private final FailureLog failures;
    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("moderation-", 0).factory());

    /**
     * @param moderation none allows everything
     * @param clock spaces what is logged about failures
     */
    public Moderator(
            Optional<Moderation> moderation, ModerationConfig config, ApiMetrics metrics, InstantSource clock) {
        this.moderation = moderation;
        this.config = config;
        this.room = new Semaphore(config.calls());
        this.metrics = metrics;
        this.failures = new FailureLog(LOG, clock);
    }

    /**
     * @param then called once: at once where moderation is off or has no room, else on a virtual thread, within the timeout;
     *     with {@link Undecided} only where the fallback is to refuse
     */
    public void judge(Submission comment, Consumer<Verdict> then) {
        if (moderation.isEmpty()) {
            then.accept(new Allowed());
        } else if (room.tryAcquire()) {
            ask(moderation.get(), comment, then);
        } else {
            then.accept(noted(new Undecided("comments being moderated: " + config.calls() + " (expected: fewer)")));
        }
    }

    private void ask(Moderation asked, Submission comment, Consumer<Verdict> then) {
        try {
            threads.execute(() -> then.accept(noted(within(config.timeout(), asked, comment))));
        } catch (RejectedExecutionException closed) {
            room.release();
            then.accept(noted(new Undecided("moderation: closed (expected: open)")));
        }
    }

    private Verdict within(Duration limit, Moderation asked, Submission comment) {
        long begun = System.nanoTime();
        CompletableFuture<Verdict> verdict = new CompletableFuture<>();
        Thread call = Thread.ofVirtual().name("moderation-call").start(() -> call(asked, comment, verdict));
        try {
            return verdict.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            return new Undecided("moderation: no verdict (expected: one within " + limit.toMillis() + " ms)");
        } catch (ExecutionException e) {
            return new Undecided("moderation: " + e.getCause() + " (expected: a verdict)");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Undecided("moderation: interrupted (expected: to wait for a verdict)");
        } finally {
            call.interrupt();
            metrics.time(ApiMetric.MODERATION_LATENCY, System.nanoTime() - begun);
        }
    }

    /** The place is given back only here: a call that does not end keeps it. */
    private void call(Moderation asked, Submission comment, CompletableFuture<Verdict> verdict) {
        try {
            verdict.complete(Objects.requireNonNull(asked.judge(comment), "verdict: null (expected: one)"));
        } catch (InterruptedException | RuntimeException e) {
            verdict.completeExceptionally(e);
        } finally {
            room.release();
        }
    }

    private Verdict noted(Verdict verdict) {
        return switch (verdict) {
            case Allowed allowed -> {
                metrics.count(ApiMetric.MODERATION_ALLOWED);
                yield allowed;
            }
            case Refused refused -> {
                metrics.count(ApiMetric.MODERATION_REFUSED);
                yield refused;
            }
            case Undecided undecided -> {
                metrics.count(ApiMetric.MODERATION_FALLBACK);
                failures.failed("moderation: without a verdict", undecided.why());
                yield config.fallback() == Fallback.ALLOW ? new Allowed() : undecided;
            }
        };
    }

    @Override
    public void close() {
        threads.shutdown();
        try {
            if (!threads.awaitTermination(CLOSING.toMillis(), TimeUnit.MILLISECONDS)) {
                threads.shutdownNow();
            }
        } catch (InterruptedException e) {
            threads.shutdownNow();
            Thread.currentThread().interrupt();
        }
        moderation.ifPresent(Moderation::close);
    }
}

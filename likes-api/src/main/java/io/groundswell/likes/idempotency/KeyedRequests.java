package io.groundswell.likes.idempotency;

import io.groundswell.access.Identity;
import io.groundswell.event.EventId;
import io.groundswell.http.ClientAddress;
import io.groundswell.http.Exchange;
import io.groundswell.http.Problem;
import io.groundswell.http.ProblemType;
import io.groundswell.http.Response;
import io.groundswell.likes.accept.EventIds;
import io.groundswell.likes.metrics.ApiMetric;
import io.groundswell.likes.metrics.ApiMetrics;
import io.groundswell.likes.metrics.FailureLog;
import io.groundswell.store.Claim;
import io.groundswell.store.IdempotencyKey;
import io.groundswell.store.IdempotencyKeys;
import io.groundswell.store.StoreException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves requests with a key once. From its claim to its answer each holds a place of a bounded number; what it asks of the
 * store runs on a virtual thread. Thread-safe.
 */
public final class KeyedRequests implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(KeyedRequests.class);
    private static final Duration CLOSING = Duration.ofSeconds(2);

    private final IdempotencyKeys keys;
    private final KeyOwner owners;
    private final int most;
    private final Semaphore room;
    private final ApiMetrics metrics;
    private final FailureLog failures;
    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("keyed-", 0).factory());

    /**
     * @param addresses tell guests apart
     * @param most requests with a key at a time; what comes beyond is answered 503 at once
     * @param clock spaces what is logged about failures
     */
    public KeyedRequests(
            IdempotencyKeys keys, ClientAddress addresses, int most, ApiMetrics metrics, InstantSource clock) {
        this.keys = keys;
        this.owners = new KeyOwner(addresses);
        this.most = most;
        this.room = new Semaphore(most);
        this.metrics = metrics;
        this.failures = new FailureLog(LOG, clock);
    }

    /**
     * Has the work done: at once where the request has no key, else on a virtual thread when the key is claimed, and not at all
     * where the key says that it was.
     *
     * @param who may do it, whatever was answered before
     * @param route a name for what is asked for
     * @param work answers the attempt, once, on any thread
     * @throws io.groundswell.http.ProblemException if the header cannot be used
     */
    public void serve(Exchange exchange, Identity who, String route, Consumer<Attempt> work) {
        Optional<String> key = KeyHeader.of(exchange);
        if (key.isEmpty()) {
            work.accept(new Unkeyed(exchange));
            return;
        }
        IdempotencyKey claimed = new IdempotencyKey(owners.of(who, exchange), route, key.get());
        if (!room.tryAcquire()) {
            metrics.count(ApiMetric.KEYED_REFUSED);
            exchange.respond(again(ProblemType.OVERLOADED.with(
                    "requests with a key under way: " + most + " (expected: fewer than that)")));
            return;
        }
        try {
            threads.execute(() -> claim(exchange, claimed, work));
        } catch (RejectedExecutionException closed) {
            leave(exchange, again(ProblemType.NOT_READY.with("server: stopping (expected: running)")));
        }
    }

    private void claim(Exchange exchange, IdempotencyKey key, Consumer<Attempt> work) {
        try {
            switch (keys.claim(key, Digest.fingerprint(exchange, key.route()), exchange.receivedAt())) {
                case Claim.Claimed claimed -> begin(new Keyed(exchange, claimed), work);
                case Claim.Answered before -> {
                    metrics.count(ApiMetric.KEYED_REPLAYED);
                    leave(exchange, Replay.of(before.answer()));
                }
                case Claim.InFlight ignored -> {
                    metrics.count(ApiMetric.KEYED_IN_FLIGHT);
                    leave(
                            exchange,
                            again(ProblemType.IDEMPOTENCY_KEY_IN_FLIGHT.with(KeyHeader.NAME
                                    + ": its first request is being served (expected: to wait for its answer)")));
                }
                case Claim.OtherRequest ignored -> {
                    metrics.count(ApiMetric.KEYED_REUSED);
                    leave(
                            exchange,
                            Response.of(ProblemType.IDEMPOTENCY_KEY_REUSED.with(
                                    KeyHeader.NAME + ": was used for another request (expected: a new one)")));
                }
            }
        } catch (StoreException e) {
            metrics.count(ApiMetric.KEYED_FAILED);
            failures.failed("idempotency key: not claimed", e.toString());
            leave(
                    exchange,
                    again(ProblemType.STORE_UNAVAILABLE.with("store: did not answer (expected: that it does)")));
        } catch (RuntimeException e) {
            LOG.error("idempotency key: not claimed", e);
            leave(exchange, Response.of(ProblemType.INTERNAL.with("The server failed.")));
        }
    }

    private void begin(Keyed attempt, Consumer<Attempt> work) {
        metrics.count(ApiMetric.KEYED_CLAIMED);
        attempt.guard(() -> work.accept(attempt));
    }

    private void leave(Exchange exchange, Response response) {
        room.release();
        exchange.respond(response);
    }

    private static Response again(Problem problem) {
        return Response.of(problem.withHeader("Retry-After", "1"));
    }

    /** Waits a little for what is under way, then interrupts it. */
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
    }

    /** Who holds the key. The answer is kept before the client gets it, so that whoever has it can rely on its repeat. */
    private final class Keyed implements Attempt {
        private final Exchange exchange;
        private final Claim.Claimed claim;

        Keyed(Exchange exchange, Claim.Claimed claim) {
            this.exchange = exchange;
            this.claim = claim;
        }

        @Override
        public Exchange exchange() {
            return exchange;
        }

        @Override
        public long acceptedAt() {
            return claim.acceptedAt();
        }

        @Override
        public EventId name(EventIds ids) {
            return ids.derived(claim.acceptedAt(), Digest.of(claim.key()));
        }

        @Override
        public void answer(Response response) {
            end(response, true);
        }

        @Override
        public void answerUncertain(Response response) {
            end(response, false);
        }

        private void end(Response response, boolean certain) {
            try {
                threads.execute(() -> settle(response, certain));
            } catch (RejectedExecutionException closed) {
                leave(exchange, response);
            }
        }

        /** What is not noted leaves the key claimed until its lease ends; the client's answer is true all the same. */
        private void settle(Response response, boolean certain) {
            try {
                if (Replay.isKept(response.status())) {
                    keys.keep(claim, Replay.kept(response));
                } else {
                    keys.free(claim, certain);
                }
            } catch (StoreException e) {
                metrics.count(ApiMetric.KEYED_UNSETTLED);
                failures.failed("idempotency key: answer not kept", e.toString());
            } catch (RuntimeException e) {
                metrics.count(ApiMetric.KEYED_UNSETTLED);
                LOG.error("idempotency key: answer not kept", e);
            } finally {
                leave(exchange, response);
            }
        }
    }
}

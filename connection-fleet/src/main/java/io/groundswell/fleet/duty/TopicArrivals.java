package io.groundswell.fleet.duty;

import io.groundswell.event.Topic;
import io.groundswell.fleet.hub.Hub;
import io.groundswell.fleet.hub.TopicDuties;
import io.groundswell.fleet.resume.CatchUps;
import io.groundswell.registry.NodeLookup;
import io.groundswell.store.Counters;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A topic that is new to the node: it is announced, its past is looked at, its totals are read, and viewers are let in. Once no
 * dispatcher can hold an answer without this node any more, everything since is read again, and what was not there at the first
 * look is news. What fails is tried again; viewers are let in meanwhile. Thread-safe.
 */
public final class TopicArrivals implements TopicDuties {
    private static final Logger LOG = LoggerFactory.getLogger(TopicArrivals.class);
    /** What clocks may differ by in a second or three, and a read that began in time. */
    private static final Duration SLACK = Duration.ofMillis(250);

    private static final Duration BLIND_MOMENT = NodeLookup.SUBSCRIPTIONS_AGE.plus(SLACK);
    private static final Duration LONGEST_RETRY = Duration.ofSeconds(10);
    private static final Duration FIRST_RETRY = Duration.ofMillis(200);

    private final Counters counters;
    private final CatchUps catchUps;
    private final Workers workers;
    private final Supplier<ViewerCounts> viewerCounts;
    private final OwnRow row;

    /** What the node's own row says; the duties ask, {@link Registration} knows. */
    public interface OwnRow {
        /** @see Registration#coveredUntil */
        long coveredUntil();

        /** @see Registration#unknownFor */
        Duration unknownFor();
    }

    /**
     * @param viewerCounts asked for when the first topic comes, since it needs the hub
     */
    public TopicArrivals(
            Counters counters, CatchUps catchUps, Workers workers, Supplier<ViewerCounts> viewerCounts, OwnRow row) {
        this.counters = counters;
        this.catchUps = catchUps;
        this.workers = workers;
        this.viewerCounts = viewerCounts;
        this.row = row;
    }

    @Override
    public long owedSince() {
        return Math.min(catchUps.owedSince(), row.coveredUntil());
    }

    @Override
    public void opened(Hub hub, Topic topic, long openedAt) {
        catchUps.owe(topic, openedAt);
        CompletableFuture<Long> looked = new CompletableFuture<>();
        workers.run(() -> {
            looked.complete(catchUps.look(hub, topic, openedAt));
            attempt("totals of " + topic, FIRST_RETRY, () -> hub.baseline(topic, counters.read(topic)), () -> {
                hub.withoutBaseline(topic);
            });
        });
        workers.run(() -> attempt("announcing " + topic, FIRST_RETRY, () -> announce(hub, topic, looked), () -> {}));
    }

    private void announce(Hub hub, Topic topic, CompletableFuture<Long> looked) {
        viewerCounts.get().announce(topic);
        whenKnown(() -> {
            var _ = looked.thenAccept(since -> catchUps.read(hub, topic, since));
            viewerCounts.get().tellTotal(topic);
        });
    }

    /** Dispatchers that send a topic to everybody may not know a node that is new, for longer than a topic that is new. */
    private void whenKnown(Runnable work) {
        Duration unknown = row.unknownFor().plus(SLACK);
        workers.after(unknown.compareTo(BLIND_MOMENT) > 0 ? unknown : BLIND_MOMENT, () -> {
            if (row.unknownFor().isPositive()) {
                whenKnown(work);
            } else {
                work.run();
            }
        });
    }

    /** Tries until it succeeds, ever more slowly; after the first failure it does something else besides. */
    private void attempt(String what, Duration pause, Runnable work, Runnable onFirstFailure) {
        try {
            work.run();
        } catch (RuntimeException e) {
            LOG.warn("{}: {}; next try in {} ms", what, e.toString(), pause.toMillis());
            onFirstFailure.run();
            Duration next = pause.multipliedBy(2).compareTo(LONGEST_RETRY) > 0 ? LONGEST_RETRY : pause.multipliedBy(2);
            workers.after(pause, () -> attempt(what, next, work, () -> {}));
        }
    }
}

package io.groundswell.fleet.duty;

import io.groundswell.event.CountedState;
import io.groundswell.event.DurableEvent;
import io.groundswell.event.DurableEvents;
import io.groundswell.event.EventId;
import io.groundswell.event.LatestState;
import io.groundswell.event.Topic;
import io.groundswell.event.TopicUpdate;
import io.groundswell.fleet.hub.Hub;
import io.groundswell.fleet.hub.TopicDuties;
import io.groundswell.registry.NodeLookup;
import io.groundswell.store.Counters;
import io.groundswell.store.History;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A topic that is new to the node: it is announced, its totals are read, and once no dispatcher can hold an answer without
 * this node any more, everything since is read again and merged. What fails is tried again; viewers are let in meanwhile.
 * Thread-safe.
 */
public final class TopicArrivals implements TopicDuties {
    private static final Logger LOG = LoggerFactory.getLogger(TopicArrivals.class);
    private static final Duration BLIND_MOMENT = NodeLookup.SUBSCRIPTIONS_AGE.plusMillis(250);
    private static final Duration LONGEST_RETRY = Duration.ofSeconds(10);
    private static final Duration FIRST_RETRY = Duration.ofMillis(200);
    private static final Duration LATE = Duration.ofMinutes(5);
    private static final int PAGE = 500;
    private static final int MOST_EVENTS = 5_000;

    private final Counters counters;
    private final History history;
    private final Workers workers;
    private final Supplier<ViewerCounts> viewerCounts;

    /** @param viewerCounts asked for when the first topic comes, since it needs the hub */
    public TopicArrivals(Counters counters, History history, Workers workers, Supplier<ViewerCounts> viewerCounts) {
        this.counters = counters;
        this.history = history;
        this.workers = workers;
        this.viewerCounts = viewerCounts;
    }

    @Override
    public void opened(Hub hub, Topic topic, long openedAt) {
        workers.run(() ->
                attempt("totals of " + topic, FIRST_RETRY, () -> hub.baseline(topic, counters.read(topic)), () -> {
                    hub.withoutBaseline(topic);
                }));
        workers.run(() -> attempt("announcing " + topic, FIRST_RETRY, () -> announce(hub, topic, openedAt), () -> {}));
    }

    /** Reads again what dispatchers could not deliver. */
    public void missed(Hub hub, Topic topic, long since) {
        workers.run(() -> attempt("past of " + topic, FIRST_RETRY, () -> readAgain(hub, topic, since), () -> {}));
    }

    private void announce(Hub hub, Topic topic, long openedAt) {
        viewerCounts.get().announce(topic);
        workers.after(BLIND_MOMENT, () -> {
            attempt("past of " + topic, FIRST_RETRY, () -> readAgain(hub, topic, openedAt), () -> {});
            viewerCounts.get().tellTotal(topic);
        });
    }

    private void readAgain(Hub hub, Topic topic, long since) {
        CountedState counted = counters.read(topic);
        DurableEvents durable = DurableEvents.of(dispatchedSince(topic, since));
        hub.catchUp(topic, new TopicUpdate(counted, Map.of(), LatestState.EMPTY, durable));
    }

    /** An event may have been accepted some minutes before it was dispatched. */
    private List<DurableEvent> dispatchedSince(Topic topic, long since) {
        List<DurableEvent> found = new ArrayList<>();
        Optional<EventId> last = Optional.empty();
        List<DurableEvent> page;
        do {
            page = history.since(topic, since - LATE.toMillis(), last, PAGE);
            page.stream().filter(event -> event.dispatchedAt() >= since).forEach(found::add);
            last = page.isEmpty() ? last : Optional.of(page.getLast().id());
        } while (page.size() == PAGE && found.size() < MOST_EVENTS);
        return found;
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

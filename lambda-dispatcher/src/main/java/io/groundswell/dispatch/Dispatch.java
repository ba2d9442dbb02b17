package io.groundswell.dispatch;

import io.groundswell.dispatch.Router.Routes;
import io.groundswell.dispatch.deliver.Delivery;
import io.groundswell.dispatch.deliver.Delivery.Handover;
import io.groundswell.dispatch.region.OtherRegions;
import io.groundswell.event.Batch;
import io.groundswell.event.DurableEvent;
import io.groundswell.event.DurableEvents;
import io.groundswell.event.Topic;
import io.groundswell.event.TopicUpdate;
import io.groundswell.registry.Audience;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * One attempt at what an invocation merged: record → route → deliver → other regions, and beside all of it the note of who
 * liked what. Every step is its own repeat, so a topic that fails at any of them simply comes again. Immutable; any thread may
 * use it.
 */
final class Dispatch {
    private final Recorder recorder;
    private final Router router;
    private final Outlets outlets;
    private final InstantSource clock;

    /** Where a batch goes. */
    record Outlets(Delivery nodes, MissedNotes notes, OtherRegions regions) {}

    /**
     * @param failed the topics whose messages have to come again
     * @param unrecorded how many of them are not known to be recorded, be it only their likers
     * @param unrouted how many of them have nodes that are not known
     * @param untold how many of them a node missed and could not be told of
     * @param audiences who was to get each topic that was routed
     * @param handovers what became of every request to a node
     * @param dispatched when the first was made, in milliseconds since 1970
     */
    record Result(
            Set<Topic> failed,
            int unrecorded,
            int unrouted,
            int untold,
            List<Audience> audiences,
            List<Handover> handovers,
            long dispatched) {}

    Dispatch(Recorder recorder, Router router, Outlets outlets, InstantSource clock) {
        this.recorder = recorder;
        this.router = router;
        this.outlets = outlets;
        this.clock = clock;
    }

    /** @param dequeued when the messages were taken from the queue, in milliseconds since 1970 */
    Result dispatch(Map<Topic, TopicUpdate> merged, long dequeued) {
        try (ExecutorService beside = Executors.newVirtualThreadPerTaskExecutor()) {
            CompletableFuture<Set<Topic>> notes = CompletableFuture.supplyAsync(() -> recorder.note(merged), beside);
            return recordAndDeliver(merged, dequeued, notes);
        }
    }

    /** @param notes ends with the topics whose likers are not known to be kept; waited for when everything else is done */
    private Result recordAndDeliver(
            Map<Topic, TopicUpdate> merged, long dequeued, CompletableFuture<Set<Topic>> notes) {
        long begun = clock.millis();
        Map<Topic, TopicUpdate> updates = new HashMap<>(merged);
        updates.replaceAll((topic, update) -> stamp(update.withoutLikers(), begun));
        Set<Topic> unrecorded = new HashSet<>(recorder.record(updates));
        updates.keySet().removeAll(unrecorded);
        Routes routes = router.route(updates.keySet());
        Batch batch = new Batch(new Batch.Stages(dequeued, clock.millis()), updates);
        List<Handover> handovers = outlets.nodes().deliver(batch, routes.topicsByNode());
        router.learn(handovers);
        Set<Topic> untold = outlets.notes().tell(handovers, begun);
        Set<Topic> failed = new HashSet<>(outlets.regions().publish(batch));
        unrecorded.addAll(notes.join());
        failed.addAll(unrecorded);
        failed.addAll(routes.failed());
        failed.addAll(untold);
        return new Result(
                failed,
                unrecorded.size(),
                routes.failed().size(),
                untold.size(),
                routes.audiences(),
                handovers,
                batch.stages().dispatched());
    }

    /** A resume looks for what was dispatched after its cursor: so each attempt says so before it keeps or delivers. */
    private static TopicUpdate stamp(TopicUpdate update, long millis) {
        List<DurableEvent> stamped = update.durable().all().stream()
                .map(event -> event.withDispatchedAt(millis))
                .toList();
        return update.withDurable(DurableEvents.of(stamped));
    }
}

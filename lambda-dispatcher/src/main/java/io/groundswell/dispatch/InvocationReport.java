package io.groundswell.dispatch;

import io.groundswell.dispatch.deliver.Delivery.Handover;
import io.groundswell.dispatch.deliver.DeliveryOutcome;
import io.groundswell.dispatch.deliver.DeliveryOutcome.Delivered;
import io.groundswell.dispatch.deliver.DeliveryOutcome.Gone;
import io.groundswell.dispatch.deliver.DeliveryOutcome.Missed;
import io.groundswell.dispatch.metrics.DispatchMetric;
import io.groundswell.dispatch.metrics.Measurements;
import io.groundswell.event.DurableEvent;
import io.groundswell.event.Interval;
import io.groundswell.event.TopicUpdate;
import io.groundswell.registry.Audience;
import io.groundswell.registry.Audience.Source;
import java.util.List;
import java.util.stream.LongStream;

/**
 * One invocation, as its metrics have it.
 *
 * @param received how many messages came
 * @param failed how many of them come again
 * @param throttled how many calls DynamoDB refused meanwhile
 * @param dequeued when it began, in milliseconds since 1970
 * @param ended when it ended
 */
record InvocationReport(
        int received, Inbox inbox, Dispatch.Result result, int failed, long throttled, long dequeued, long ended) {
    Measurements measurements() {
        Measurements measured = new Measurements();
        measured.add(DispatchMetric.MESSAGES, received);
        measured.add(DispatchMetric.FAILED, failed);
        measured.add(DispatchMetric.POISON, inbox.poison().size());
        measured.add(DispatchMetric.TOPICS, inbox.topics().size());
        measured.add(DispatchMetric.UNRECORDED, result.unrecorded());
        measured.add(DispatchMetric.UNROUTED, result.unrouted());
        measured.add(DispatchMetric.UNTOLD, result.untold());
        measured.add(DispatchMetric.DELIVERED, number(Delivered.class));
        measured.add(DispatchMetric.GONE, number(Gone.class));
        measured.add(DispatchMetric.MISSED, number(Missed.class));
        measured.add(DispatchMetric.THROTTLED, throttled);
        lookUps(measured, result.audiences());
        latencies(measured);
        return measured;
    }

    private long number(Class<? extends DeliveryOutcome> outcome) {
        return result.handovers().stream()
                .map(Handover::outcome)
                .filter(outcome::isInstance)
                .count();
    }

    private static void lookUps(Measurements measured, List<Audience> audiences) {
        measured.add(DispatchMetric.LOOKUP_HITS, number(audiences, Source.CACHE));
        measured.add(DispatchMetric.LOOKUP_MISSES, number(audiences, Source.REGISTRY));
        measured.add(DispatchMetric.LOOKUP_UNASKED, number(audiences, Source.EVERYBODY));
        audiences.stream()
                .filter(audience -> audience.source() == Source.CACHE)
                .mapToLong(audience -> audience.age().toMillis())
                .max()
                .ifPresent(age -> measured.add(DispatchMetric.LOOKUP_AGE, age));
    }

    private static long number(List<Audience> audiences, Source source) {
        return audiences.stream()
                .filter(audience -> audience.source() == source)
                .count();
    }

    private void latencies(Measurements measured) {
        inbox.topics().values().stream()
                .flatMapToLong(InvocationReport::accepted)
                .forEach(oldest -> {
                    measured.add(DispatchMetric.ACCEPT_TO_DEQUEUE, Math.max(0, dequeued - oldest));
                    measured.add(DispatchMetric.ACCEPT_TO_DISPATCH, Math.max(0, result.dispatched() - oldest));
                });
        measured.add(DispatchMetric.DEQUEUE_TO_DISPATCH, result.dispatched() - dequeued);
        result.handovers().stream()
                .filter(handover -> handover.outcome() instanceof Delivered)
                .forEach(handover ->
                        measured.add(DispatchMetric.DISPATCH_TO_DELIVERED, handover.endedAt() - result.dispatched()));
        measured.add(DispatchMetric.DURATION, ended - dequeued);
    }

    /** When the oldest event of an update was accepted; nothing for one without. */
    private static LongStream accepted(TopicUpdate update) {
        return LongStream.concat(
                update.durable().all().stream().mapToLong(DurableEvent::acceptedAt),
                update.intervals().values().stream().mapToLong(Interval::firstAt))
                .min()
                .stream();
    }
}

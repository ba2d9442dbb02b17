package io.groundswell.dispatch;

import io.groundswell.aws.Parallel;
import io.groundswell.event.Topic;
import io.groundswell.event.TopicUpdate;
import io.groundswell.store.Counters;
import io.groundswell.store.History;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps what has been merged: one put per replica and per event, side by side. Immutable. */
final class Recorder {
    private static final Logger LOG = LoggerFactory.getLogger(Recorder.class);
    private static final int AT_ONCE = 64;

    private final Counters counters;
    private final History history;

    Recorder(Counters counters, History history) {
        this.counters = counters;
        this.history = history;
    }

    private record Put(Topic topic, Runnable write) {}

    /** Gives the topics of which not everything is known to be kept. */
    Set<Topic> record(Map<Topic, TopicUpdate> updates) {
        List<Put> puts = updates.entrySet().stream()
                .flatMap(topic -> puts(topic.getKey(), topic.getValue()))
                .toList();
        Set<Topic> failed = new HashSet<>();
        Parallel.map(puts, AT_ONCE, Recorder::failureOf).forEach(failure -> failure.ifPresent(failed::add));
        return failed;
    }

    private Stream<Put> puts(Topic topic, TopicUpdate update) {
        Stream<Put> counts = update.counted().replicas().entrySet().stream()
                .map(count -> new Put(topic, () -> counters.keep(topic, count.getKey(), count.getValue())));
        Stream<Put> events =
                update.durable().all().stream().map(event -> new Put(topic, () -> history.keep(topic, event)));
        return Stream.concat(counts, events);
    }

    /** Whatever goes wrong with one topic is no other's affair. */
    private static Optional<Topic> failureOf(Put put) {
        try {
            put.write().run();
            return Optional.empty();
        } catch (RuntimeException e) {
            LOG.warn("topic {}: not recorded, its messages fail", put.topic(), e);
            return Optional.of(put.topic());
        }
    }
}

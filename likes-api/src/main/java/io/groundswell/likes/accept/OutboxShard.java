package io.groundswell.likes.accept;

import io.groundswell.event.Topic;
import io.groundswell.likes.metrics.ApiMetric;
import io.groundswell.likes.metrics.ApiMetrics;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Optional;

/** The topics of one loop, the longest unused first. Owned by that loop. */
final class OutboxShard {
    private static final float LOAD_FACTOR = 0.75f;

    private final Lane lane;
    private final Loop loop;
    private final int mostTopics;
    private final ApiMetrics metrics;
    private final LinkedHashMap<Topic, TopicOutbox> topics = new LinkedHashMap<>(16, LOAD_FACTOR, true);
    private boolean sweeping;
    private volatile int size;

    OutboxShard(Lane lane, int mostTopics, ApiMetrics metrics) {
        this.lane = lane;
        this.loop = lane.loop();
        this.mostTopics = mostTopics;
        this.metrics = metrics;
    }

    Loop loop() {
        return loop;
    }

    /** How many topics it holds; any thread may ask. */
    int size() {
        return size;
    }

    /** The topic's outbox, or empty where there is no room for another topic. */
    Optional<TopicOutbox> find(Topic topic) {
        assert loop.isCurrent();
        TopicOutbox found = topics.get(topic);
        if (found == null && (topics.size() < mostTopics || forgetOne())) {
            found = create(topic);
        }
        Optional<TopicOutbox> outbox = Optional.ofNullable(found);
        outbox.ifPresent(used -> used.used(loop.nanos()));
        return outbox;
    }

    private TopicOutbox create(Topic topic) {
        TopicOutbox created = new TopicOutbox(topic, lane);
        topics.put(topic, created);
        size = topics.size();
        sweepLater();
        return created;
    }

    /** Makes room by the longest unused topic, if that has nothing under way. */
    private boolean forgetOne() {
        Iterator<TopicOutbox> eldest = topics.values().iterator();
        boolean forgotten = eldest.hasNext() && eldest.next().isQuiet();
        if (forgotten) {
            forget(eldest);
        }
        return forgotten;
    }

    private void sweepLater() {
        if (!sweeping && !topics.isEmpty()) {
            sweeping = true;
            loop.schedule(this::sweep, lane.config().topics().idle().dividedBy(2));
        }
    }

    private void sweep() {
        sweeping = false;
        Duration idle = lane.config().topics().idle();
        long now = loop.nanos();
        for (Iterator<TopicOutbox> each = topics.values().iterator(); each.hasNext(); ) {
            TopicOutbox topic = each.next();
            if (now - topic.usedAt() < idle.toNanos()) {
                break;
            }
            if (topic.isQuiet()) {
                forget(each);
            }
        }
        sweepLater();
    }

    private void forget(Iterator<TopicOutbox> current) {
        current.remove();
        size = topics.size();
        metrics.count(ApiMetric.TOPICS_FORGOTTEN);
    }
}

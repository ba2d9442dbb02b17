package io.groundswell.likes.http;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.LoadingCache;
import com.github.benmanes.caffeine.cache.Ticker;
import io.groundswell.event.DurableEvent;
import io.groundswell.event.EventId;
import io.groundswell.event.Topic;
import io.groundswell.store.Counters;
import io.groundswell.store.History;
import io.groundswell.store.Likers;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToIntFunction;

/** What is known about a video. Blocks; any thread may use it. */
public final class VideoReads {
    private static final long MOST_COUNTS = 10_000;

    private final Stores stores;
    private final ToIntFunction<Topic> viewers;
    private final LoadingCache<Topic, Long> comments;

    /**
     * What is read.
     *
     * @param likers empty where it is not recorded who liked what
     */
    public record Stores(Counters counters, History history, Optional<Likers> likers) {}

    /**
     * @param viewers how many there are on all live nodes
     * @param ticker what the age of a count of comments is measured with; see {@link CountAge}
     */
    public VideoReads(Stores stores, ToIntFunction<Topic> viewers, Ticker ticker) {
        this.stores = stores;
        this.viewers = viewers;
        this.comments = Caffeine.newBuilder()
                .expireAfter(Expiry.<Topic, Long>writing((topic, count) -> CountAge.of(count)))
                .maximumSize(MOST_COUNTS)
                .ticker(ticker)
                .build(stores.history()::count);
    }

    Optional<Likers> likers() {
        return stores.likers();
    }

    Map<String, Long> totals(Topic topic) {
        return stores.counters().read(topic).totals();
    }

    long comments(Topic topic) {
        return comments.get(topic);
    }

    int viewers(Topic topic) {
        return viewers.applyAsInt(topic);
    }

    /** As {@link History#newest} has it. */
    List<DurableEvent> newest(Topic topic, Optional<EventId> before, int limit) {
        return stores.history().newest(topic, before, limit);
    }
}

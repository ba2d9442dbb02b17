package io.groundswell.likes.http;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import com.github.benmanes.caffeine.cache.Ticker;
import io.groundswell.event.DurableEvent;
import io.groundswell.event.EventId;
import io.groundswell.event.Topic;
import io.groundswell.store.Counters;
import io.groundswell.store.History;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToIntFunction;

/** What is known about a video. Blocks; any thread may use it. */
public final class VideoReads {
    private static final Duration COUNT_AGE = Duration.ofSeconds(1);
    private static final long MOST_COUNTS = 10_000;

    private final Counters counters;
    private final History history;
    private final ToIntFunction<Topic> viewers;
    private final LoadingCache<Topic, Long> comments;

    /**
     * @param viewers how many there are on all live nodes
     * @param ticker what the age of a count of comments is measured with; one is kept for a second
     */
    public VideoReads(Counters counters, History history, ToIntFunction<Topic> viewers, Ticker ticker) {
        this.counters = counters;
        this.history = history;
        this.viewers = viewers;
        this.comments = Caffeine.newBuilder()
                .expireAfterWrite(COUNT_AGE)
                .maximumSize(MOST_COUNTS)
                .ticker(ticker)
                .build(history::count);
    }

    Map<String, Long> totals(Topic topic) {
        return counters.read(topic).totals();
    }

    long comments(Topic topic) {
        return comments.get(topic);
    }

    int viewers(Topic topic) {
        return viewers.applyAsInt(topic);
    }

    /** As {@link History#newest} has it. */
    List<DurableEvent> newest(Topic topic, Optional<EventId> before, int limit) {
        return history.newest(topic, before, limit);
    }
}

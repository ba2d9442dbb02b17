package io.groundswell.fleet.hub;

import io.groundswell.event.CountedState;
import io.groundswell.event.DurableEvent;
import io.groundswell.event.EventId;
import io.groundswell.event.Interval;
import io.groundswell.event.IntervalId;
import io.groundswell.event.LatestKey;
import io.groundswell.event.Register;
import io.groundswell.event.Topic;
import io.groundswell.event.TopicUpdate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the node knows of one topic, and what is news: it turns updates into the frames that viewers have not had.
 * Updates may come twice, late and out of order. Owner: the intake thread.
 */
final class TopicState {
    /** So many actors are named in one frame; of more, these are a sample. */
    static final int MOST_ACTORS = 64;

    /** So many keys are remembered; values of new ones are left out then, and counted. */
    static final int MOST_REGISTERS = 4_096;

    private static final int SHOWN_INTERVALS = 8_192;

    private final Topic topic;
    private final RecentSet<EventId> taken;
    private final RecentSet<IntervalId> shown = new RecentSet<>(SHOWN_INTERVALS);
    private final Map<LatestKey, Register> registers = new HashMap<>();
    private final Map<LatestKey, Register> changed = new LinkedHashMap<>();
    private final List<Interval> fresh = new ArrayList<>();
    private final TopicCount count = new TopicCount();
    private SortedMap<String, Long> shownTotals = count.totals();
    private boolean hasBaseline;
    private @Nullable Map<LatestKey, Register> latest;
    private int leftOut;

    /** @param taken the events that the node has taken in, of all its topics */
    TopicState(Topic topic, RecentSet<EventId> taken) {
        this.topic = topic;
        this.taken = taken;
    }

    /**
     * Takes in what was counted before the node looked: no shower of hearts. Where viewers were told totals without it,
     * they are told again.
     */
    void baseline(CountedState counted, List<Frame> news) {
        count.raise(counted);
        if (!hasBaseline) {
            hasBaseline = true;
            shownTotals = count.totals();
            news.add(Frame.Likes.state(topic, count.totals()));
        }
    }

    /** Whether the totals are known; before that an increment would not be one. */
    boolean hasBaseline() {
        return hasBaseline;
    }

    /** Takes in an update. New events are added to the news; likes and values, which merge, wait for {@link #flush}. */
    void take(TopicUpdate update, List<Frame> news) {
        count.raise(update.counted());
        update.intervals().forEach((id, interval) -> {
            if (shown.add(id)) {
                fresh.add(interval);
            }
        });
        update.latest().registers().forEach(this::takeLatest);
        takeDurable(update, news);
    }

    /** Adds to the news what merged since the last time: a frame for each key that changed, and one with all likes. */
    void flush(List<Frame> news) {
        changed.forEach((key, register) -> news.add(new Frame.Latest(topic, key, register)));
        changed.clear();
        flushLikes(news);
    }

    private void flushLikes(List<Frame> news) {
        if (!hasBaseline) {
            fresh.clear();
            return;
        }
        if (!fresh.isEmpty() || !count.totals().equals(shownTotals)) {
            news.add(likes(increments(shownTotals)));
            shownTotals = count.totals();
            fresh.clear();
        }
    }

    private Frame likes(Map<String, Long> increments) {
        return new Frame.Likes(
                topic,
                count.totals(),
                increments,
                fresh.stream()
                        .flatMap(interval -> interval.actors().stream())
                        .limit(MOST_ACTORS)
                        .toList(),
                fresh.stream().mapToLong(Interval::firstAt).min().orElse(0),
                fresh.stream().mapToLong(Interval::lastAt).max().orElse(0));
    }

    private Map<String, Long> increments(Map<String, Long> before) {
        Map<String, Long> increments = new TreeMap<>();
        count.totals().forEach((reaction, total) -> {
            long increment = total - before.getOrDefault(reaction, 0L);
            if (increment != 0) {
                increments.put(reaction, increment);
            }
        });
        return increments;
    }

    private void takeLatest(LatestKey key, Register register) {
        Register known = registers.get(key);
        if (known == null && registers.size() >= MOST_REGISTERS) {
            leftOut++;
            return;
        }
        Register merged = known == null ? register : known.merge(register);
        if (merged.equals(known)) {
            return;
        }
        registers.put(key, merged);
        latest = null;
        if (known == null || !known.value().equals(merged.value())) {
            changed.put(key, merged);
        } else {
            changed.replace(key, merged);
        }
    }

    private void takeDurable(TopicUpdate update, List<Frame> news) {
        for (DurableEvent event : update.durable().all()) {
            if (taken.add(event.id())) {
                news.add(new Frame.Durable(topic, event));
            }
        }
    }

    /** How many values of new keys were left out since this was asked the last time. */
    int leftOut() {
        int since = leftOut;
        leftOut = 0;
        return since;
    }

    Topic topic() {
        return topic;
    }

    /** Immutable from here on: a change makes a new one. */
    Map<String, Long> totals() {
        return count.totals();
    }

    /** Immutable: a change makes a new one. */
    Map<LatestKey, Register> latest() {
        if (latest == null) {
            latest = Map.copyOf(registers);
        }
        return latest;
    }
}

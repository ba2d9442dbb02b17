package io.groundswell.chaos;

import io.groundswell.event.Topic;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What one viewer got: how often each number, the totals, each gap, each opening, each end. Guarded by its monitor. */
final class Receipts {
    private static final int FIRST_SIZE = 256;
    private static final byte MANY = 100;

    private final List<Gap> gaps = new ArrayList<>();
    private final List<Opening> openings = new ArrayList<>();
    private final Map<String, Integer> ends = new TreeMap<>();
    private final List<String> wrong = new ArrayList<>();
    private final Map<Topic, Map<String, Long>> totals = new HashMap<>();
    private byte[] times = new byte[FIRST_SIZE];
    private long repeats;

    /**
     * When a stream was opened, and by which node.
     *
     * @param resumedAt the time in the cursor that was sent for it, in milliseconds since 1970; {@link #NO_CURSOR} if none was
     */
    record Opening(String node, long millis, long resumedAt) {
        static final long NO_CURSOR = Long.MAX_VALUE;
    }

    /**
     * DURABLE events that were dispatched from–to, in milliseconds since 1970 and inclusive, may be missing.
     *
     * @param toldAt when the gap was told
     * @param stream on which
     */
    record Gap(Topic topic, long from, long to, long toldAt, Opening stream) {
        boolean names(Topic of, long dispatchedAt) {
            return topic.equals(of) && from <= dispatchedAt && dispatchedAt <= to;
        }
    }

    synchronized void opened(Opening opening) {
        openings.add(opening);
    }

    synchronized void ended(String reason) {
        ends.merge(reason, 1, Integer::sum);
    }

    synchronized void got(int number) {
        if (number >= times.length) {
            times = Arrays.copyOf(times, Math.max(number + 1, times.length * 2));
        }
        repeats += times[number] > 0 ? 1 : 0;
        times[number] = (byte) Math.min(MANY, times[number] + 1);
    }

    /** On the newest stream. */
    synchronized void told(Topic topic, long from, long to, long now) {
        gaps.add(new Gap(topic, from, to, now, openings.getLast()));
    }

    /**
     * The totals of a topic, by reaction, as its newest stream has told them. On one stream none falls.
     *
     * @param first whether they are the first of their stream
     */
    synchronized void totals(Topic topic, Map<String, Long> told, boolean first) {
        Map<String, Long> before = totals.put(topic, told);
        if (!first && before != null) {
            before.forEach((reaction, count) -> {
                if (told.getOrDefault(reaction, 0L) < count) {
                    wrong.add(
                            "totals of " + topic + ": " + told + " behind " + before + " (expected: none that falls)");
                }
            });
        }
    }

    synchronized long total(Topic topic, String reaction) {
        return totals.getOrDefault(topic, Map.of()).getOrDefault(reaction, 0L);
    }

    /** Something that no viewer may see. */
    synchronized void wrong(String what) {
        wrong.add(what);
    }

    /** Whether it came, once or more often: a client drops repeats by event id. */
    synchronized boolean has(int number) {
        return number < times.length && times[number] > 0;
    }

    synchronized long repeats() {
        return repeats;
    }

    synchronized List<Gap> gaps() {
        return List.copyOf(gaps);
    }

    synchronized List<Opening> openings() {
        return List.copyOf(openings);
    }

    synchronized Map<String, Integer> ends() {
        return Map.copyOf(ends);
    }

    synchronized List<String> wrong() {
        return List.copyOf(wrong);
    }
}

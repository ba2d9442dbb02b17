package io.groundswell.event.wire;

import io.groundswell.event.Archive;
import io.groundswell.event.Interval;
import io.groundswell.event.IntervalId;
import io.groundswell.event.MemberLike;
import io.groundswell.event.Replica;
import io.groundswell.event.ReplicaCount;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads what a topic of a batch has of class COUNTED, and who is behind it. Owner: whoever made it, for one batch. */
final class CountedReader {
    private final BatchText text;

    CountedReader(BatchText text) {
        this.text = text;
    }

    Map<Replica, ReplicaCount> replicas() throws IOException {
        Map<Replica, ReplicaCount> replicas = new HashMap<>();
        text.enterArray();
        while (text.nextElement()) {
            count(replicas);
        }
        return replicas;
    }

    private void count(Map<Replica, ReplicaCount> replicas) throws IOException {
        String region = null;
        String replica = null;
        Long ordinal = null;
        Map<String, Long> counts = null;
        text.enterObject();
        for (String field = text.nextField(); field != null; field = text.nextField()) {
            switch (field) {
                case "region" -> region = text.text();
                case "replica" -> replica = text.text();
                case "n" -> ordinal = text.number();
                case "counts" -> counts = text.numbers();
                default -> text.passOver();
            }
        }
        Replica counter = replica(region, replica);
        long n = text.requiredNumber(ordinal, "n");
        ReplicaCount count = new ReplicaCount(n, text.required(counts, "counts", BatchText.OBJECT));
        replicas.merge(counter, count, ReplicaCount::merge);
    }

    /** By region. */
    Map<String, Archive> archives() throws IOException {
        Map<String, Archive> archives = new HashMap<>();
        text.enterArray();
        while (text.nextElement()) {
            archive(archives);
        }
        return archives;
    }

    private void archive(Map<String, Archive> archives) throws IOException {
        String region = null;
        Long before = null;
        Map<String, Long> counts = null;
        text.enterObject();
        for (String field = text.nextField(); field != null; field = text.nextField()) {
            switch (field) {
                case "region" -> region = text.text();
                case "before" -> before = text.number();
                case "counts" -> counts = text.numbers();
                default -> text.passOver();
            }
        }
        String of = text.requiredText(region, "region");
        long began = text.requiredNumber(before, "before");
        Archive archive = new Archive(began, text.required(counts, "counts", BatchText.OBJECT));
        archives.merge(of, archive, Archive::merge);
    }

    Map<IntervalId, Interval> intervals() throws IOException {
        Map<IntervalId, Interval> intervals = new HashMap<>();
        text.enterArray();
        while (text.nextElement()) {
            interval(intervals);
        }
        return intervals;
    }

    private void interval(Map<IntervalId, Interval> intervals) throws IOException {
        String region = null;
        String replica = null;
        Long ordinal = null;
        Long first = null;
        Long last = null;
        List<String> actors = List.of();
        Map<String, Map<String, Long>> delays = Map.of();
        text.enterObject();
        for (String field = text.nextField(); field != null; field = text.nextField()) {
            switch (field) {
                case "region" -> region = text.text();
                case "replica" -> replica = text.text();
                case "n" -> ordinal = text.number();
                case "first" -> first = text.number();
                case "last" -> last = text.number();
                case "actors" -> actors = text.texts();
                case "likers" -> delays = text.numbersByName();
                default -> text.passOver();
            }
        }
        IntervalId id = new IntervalId(replica(region, replica), text.requiredNumber(ordinal, "n"));
        long firstAt = text.requiredNumber(first, "first");
        Interval interval = new Interval(actors, firstAt, text.requiredNumber(last, "last"), likers(delays, firstAt));
        intervals.merge(id, interval, Interval::merge);
    }

    private static Map<String, MemberLike> likers(Map<String, Map<String, Long>> delays, long first) {
        Map<String, MemberLike> likers = new HashMap<>();
        delays.forEach((reaction, members) -> members.forEach(
                (member, delay) -> likers.merge(member, new MemberLike(reaction, first + delay), MemberLike::merge)));
        return likers;
    }

    private Replica replica(@Nullable String region, @Nullable String id) {
        return new Replica(text.requiredText(region, "region"), text.requiredText(id, "replica"));
    }
}

package io.groundswell.chaos;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/** How many likes were posted, and what was said of them. Any thread may use it. */
final class Tally {
    private static final int MOST_EXAMPLES = 20;

    private final ConcurrentMap<Kind, Likes> likes = new ConcurrentHashMap<>();
    private final ConcurrentMap<Outcome, LongAdder> requests = new ConcurrentHashMap<>();
    private final ConcurrentLinkedQueue<String> examples = new ConcurrentLinkedQueue<>();
    private final AtomicLong last = new AtomicLong(System.nanoTime());

    /** What the API said of a request. */
    enum Outcome {
        /** 202. */
        ACCEPTED,
        /** Any other answer but those that leave it open, or there was nobody to ask. */
        REFUSED,
        /** 503 {@code outcome-unknown}, or the connection broke. */
        UNKNOWN
    }

    /** What a counter counts. */
    record Kind(String video, String reaction) {}

    /** Of one kind. */
    private record Likes(LongAdder accepted, LongAdder unknown) {}

    /** @param why where it was not accepted */
    void request(Outcome outcome, String why) {
        requests.computeIfAbsent(outcome, _ -> new LongAdder()).increment();
        last.set(System.nanoTime());
        if (outcome != Outcome.ACCEPTED && examples.size() < MOST_EXAMPLES) {
            examples.add(outcome + ": " + why);
        }
    }

    void like(Kind kind, Outcome outcome) {
        Likes of = likes.computeIfAbsent(kind, _ -> new Likes(new LongAdder(), new LongAdder()));
        switch (outcome) {
            case ACCEPTED -> of.accepted().increment();
            case UNKNOWN -> of.unknown().increment();
            case REFUSED -> {}
        }
    }

    long accepted(Kind kind) {
        Likes of = likes.get(kind);
        return of == null ? 0 : of.accepted().sum();
    }

    long unknown(Kind kind) {
        Likes of = likes.get(kind);
        return of == null ? 0 : of.unknown().sum();
    }

    /** Likes and comments. */
    long requests(Outcome outcome) {
        LongAdder of = requests.get(outcome);
        return of == null ? 0 : of.sum();
    }

    long requests() {
        return requests.values().stream().mapToLong(LongAdder::sum).sum();
    }

    /** When the last answer came, on the clock of {@link System#nanoTime}. */
    long last() {
        return last.get();
    }

    /** Some of what was not accepted. */
    Iterable<String> examples() {
        return examples;
    }

    @Override
    public String toString() {
        return "%,d requests, %,d accepted, %,d refused, %,d of unknown outcome"
                .formatted(
                        requests(), requests(Outcome.ACCEPTED), requests(Outcome.REFUSED), requests(Outcome.UNKNOWN));
    }
}

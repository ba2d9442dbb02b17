package io.groundswell.registry;

import com.github.benmanes.caffeine.cache.AsyncLoadingCache;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * Answers of the registry by key: each is used up to an age and then read again, once for all that wait. Where a read
 * fails the last answer stands in for it, up to {@link NodeLookup#LAST_KNOWN_AGE}. Any thread may use it.
 */
final class Answers<K, V> {
    private static final long MOST_KEYS = 20_000;

    private final AsyncLoadingCache<K, Outcome<V>> fresh;
    private final Cache<K, Answer<V>> lastKnown;
    private final Duration age;
    private final Function<K, V> read;
    private final Clocks clocks;
    private final Complaints complaints;

    /** @param age how old an answer may be, from the moment its read began */
    Answers(Duration age, Function<K, V> read, Clocks clocks, Complaints complaints) {
        this.age = age;
        this.read = read;
        this.clocks = clocks;
        this.complaints = complaints;
        this.fresh = Caffeine.newBuilder()
                .maximumSize(MOST_KEYS)
                .ticker(clocks.ticker())
                .expireAfterWrite(age)
                .executor(task -> Thread.ofVirtual().name("registry-read").start(task))
                .buildAsync(this::readNow);
        this.lastKnown = Caffeine.newBuilder()
                .maximumSize(MOST_KEYS)
                .ticker(clocks.ticker())
                .expireAfterWrite(NodeLookup.LAST_KNOWN_AGE)
                .build();
    }

    /** @throws RegistryException if it cannot be read and no answer is known */
    Answer<V> get(K key) {
        return look(key).answer();
    }

    /**
     * Tells besides whether anything had to be waited for.
     *
     * @throws RegistryException if it cannot be read and no answer is known
     */
    Looked<V> look(K key) {
        dropIfOld(key);
        CompletableFuture<Outcome<V>> known = fresh.getIfPresent(key);
        boolean cached = known != null && known.isDone();
        return switch (fresh.get(key).join()) {
            case Answer<V> answer -> new Looked<>(answer, cached);
            case Failure<V> failure ->
                throw new RegistryException("look-up of " + key + ": failed (expected: an answer)", failure.cause());
        };
    }

    /** The cache counts an age from the end of a read, this from its beginning: what was written since may lack. */
    private void dropIfOld(K key) {
        CompletableFuture<Outcome<V>> known = fresh.getIfPresent(key);
        if (known != null
                && known.isDone()
                && !known.isCompletedExceptionally()
                && clocks.ticker().read() - known.join().usableUntil() >= 0) {
            fresh.asMap().remove(key, known);
        }
    }

    private Outcome<V> readNow(K key) {
        long startedNanos = clocks.ticker().read();
        long startedMillis = clocks.clock().millis();
        try {
            Answer<V> answer = new Answer<>(read.apply(key), startedNanos + age.toNanos(), startedMillis, false);
            lastKnown.put(key, answer);
            return answer;
        } catch (RegistryException e) {
            return standIn(key, e);
        }
    }

    /** A failure is only for those who wait for it: whoever asks next reads again. */
    private Outcome<V> standIn(K key, RegistryException failure) {
        long now = clocks.ticker().read();
        Answer<V> last = lastKnown.getIfPresent(key);
        if (last == null) {
            return new Failure<>(failure, now);
        }
        complaints.warn("look-up of " + key + ": failed, the last answer is used", failure);
        return new Answer<>(last.value(), now + age.toNanos(), last.startedMillis(), true);
    }

    /** Time as the leases count it, and time as the caches do. */
    record Clocks(InstantSource clock, Ticker ticker) {}

    /** @param cached whether the answer was there already */
    record Looked<V>(Answer<V> answer, boolean cached) {}

    /** What a read ended in. */
    sealed interface Outcome<V> {
        /** On the ticker. */
        long usableUntil();
    }

    record Failure<V>(RegistryException cause, long usableUntil) implements Outcome<V> {}

    /**
     * @param startedMillis when the read began, in milliseconds since 1970: the value is at least as new
     * @param held whether it stands in for a read that failed
     */
    record Answer<V>(V value, long usableUntil, long startedMillis, boolean held) implements Outcome<V> {}
}

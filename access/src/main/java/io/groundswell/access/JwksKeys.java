package io.groundswell.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import java.io.IOException;
import java.text.ParseException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The keys of a JWK set, read again every 5 minutes, and sooner when a token names one that is not there, but at most every
 * 10 s. While the set cannot be read the last known keys go on. Reading is another thread's; see {@link Later}. A key that
 * stays in the set stays the same object, so that one that was taken out of it can be told.
 */
final class JwksKeys implements KeySource {
    static final Duration EVERY = Duration.ofMinutes(5);
    static final Duration LEAST_BETWEEN = Duration.ofSeconds(10);

    private static final Logger LOG = LoggerFactory.getLogger(JwksKeys.class);
    private static final Duration NAME_IS_REMEMBERED = Duration.ofSeconds(30);
    private static final int MOST_NAMES = 1_000;
    private static final int MOST_KEYS = 32;

    private final JwksReader reader;
    private final Later later;
    private final Ticker ticker;
    /** Names that no key had, each with how many readings had begun when it was first asked for. */
    private final Cache<String, Long> missing;

    private volatile List<VerificationKey> current = List.of();
    /** The last reading that brought the set. Readings are numbered from 1. */
    private volatile long brought;
    /** The last reading that began, when it did, and the one that is planned; guarded by this. */
    private long begun;

    private long begunAt;
    private long plan;
    private boolean hastened;

    private JwksKeys(JwksReader reader, Later later, Ticker ticker) {
        this.reader = reader;
        this.later = later;
        this.ticker = ticker;
        this.missing = Caffeine.newBuilder()
                .maximumSize(MOST_NAMES)
                .expireAfterWrite(NAME_IS_REMEMBERED)
                .ticker(ticker)
                .executor(Runnable::run)
                .build();
    }

    /** Reads the set once before it returns, which takes seconds at most; where that fails it begins with no keys. */
    static JwksKeys start(JwksReader reader, Later later, Ticker ticker) {
        JwksKeys keys = new JwksKeys(reader, later, ticker);
        keys.refresh();
        return keys;
    }

    @Override
    public List<VerificationKey> current() {
        return current;
    }

    @Override
    public boolean mayCome(String id) {
        long before = missing.get(id, _ -> begun());
        if (brought > before) {
            return false;
        }
        hasten();
        return true;
    }

    private synchronized long begun() {
        return begun;
    }

    private synchronized void hasten() {
        if (!hastened) {
            hastened = true;
            Duration since = Duration.ofNanos(ticker.read() - begunAt);
            planIn(since.compareTo(LEAST_BETWEEN) >= 0 ? Duration.ZERO : LEAST_BETWEEN.minus(since));
        }
    }

    /** The reading that was planned before is off. */
    private synchronized void planIn(Duration delay) {
        long number = ++plan;
        later.in(delay, () -> {
            if (isStillPlanned(number)) {
                refresh();
            }
        });
    }

    private synchronized boolean isStillPlanned(long number) {
        return plan == number;
    }

    private void refresh() {
        long number = begin();
        boolean read = false;
        try {
            take(reader.read());
            brought = number;
            read = true;
        } catch (IOException | ParseException | RuntimeException e) {
            LOG.warn("token keys: cannot be read, the {} last known go on: {}", current.size(), e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        }
        planIn(read ? EVERY : LEAST_BETWEEN);
    }

    private synchronized long begin() {
        begunAt = ticker.read();
        hastened = false;
        return ++begun;
    }

    private void take(JWKSet set) throws IOException {
        List<VerificationKey> before = current;
        List<VerificationKey> usable = new ArrayList<>();
        for (JWK key : set.getKeys().subList(0, Math.min(MOST_KEYS, set.size()))) {
            same(before, key).or(() -> VerificationKey.of(key)).ifPresent(usable::add);
        }
        if (usable.isEmpty()) {
            throw new IOException("keys: none of " + set.size() + " can be used (expected: RS256, ES256 or HS256)");
        }
        current = List.copyOf(usable);
        if (!current.equals(before)) {
            LOG.info("token keys: {} usable of {}, {} of them known before", usable.size(), set.size(), kept(before));
        }
    }

    private long kept(List<VerificationKey> before) {
        return current.stream().filter(before::contains).count();
    }

    private static Optional<VerificationKey> same(List<VerificationKey> before, JWK key) {
        Stream<VerificationKey> known = before.stream();
        return known.filter(one -> one.isMadeOf(key)).findFirst();
    }

    @Override
    public void close() {
        later.close();
    }
}

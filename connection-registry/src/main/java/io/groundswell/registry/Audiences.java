package io.groundswell.registry;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.Ticker;
import io.groundswell.event.Topic;
import io.groundswell.registry.Audience.Source;
import io.groundswell.registry.NodeLookup.Found;
import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Who is to get a topic's events, at a price that a hot topic's partition can pay: where looking it up every second in every
 * dispatcher would cost more than {@link ReadUnits#BUDGET}, the topic goes to all live nodes, and only every {@link #RECHECK} a
 * look-up says whether that is still so. A node throws away what it has no viewers for. Any thread may use it.
 */
public final class Audiences {
    /** How long a topic goes to everybody until it is looked up again, a fifth more or less. */
    public static final Duration RECHECK = Duration.ofSeconds(30);

    private static final double JITTER = 0.2;
    private static final int MOST_WIDE = 20_000;

    private final NodeLookup lookup;
    private final int dispatchers;
    private final Cache<Topic, Boolean> wide;

    /** @param dispatchers how many there may be at a time, each with a cache of its own; at least 1 */
    public Audiences(NodeLookup lookup, int dispatchers, Ticker ticker, RandomGenerator random) {
        this.lookup = lookup;
        this.dispatchers = dispatchers;
        this.wide = Caffeine.newBuilder()
                .maximumSize(MOST_WIDE)
                .ticker(ticker)
                .expireAfter(Expiry.writing((Topic topic, Boolean yes) -> jittered(random)))
                .build();
    }

    /** @throws RegistryException if it cannot be read and nothing is known */
    public Audience of(Topic topic) {
        if (wide.getIfPresent(topic) != null) {
            return new Audience(lookup.liveNodes(), Source.EVERYBODY, Duration.ZERO);
        }
        Found found = lookup.find(topic);
        if (ReadUnits.ofQuery(found.bytes()) * dispatchers > ReadUnits.BUDGET) {
            wide.put(topic, true);
        }
        return new Audience(found.viewers().keySet(), found.cached() ? Source.CACHE : Source.REGISTRY, found.age());
    }

    /** Nobody answers for the node any more. */
    public void left(Node node) {
        lookup.left(node);
    }

    private static Duration jittered(RandomGenerator random) {
        double factor = 1 + JITTER * (2 * random.nextDouble() - 1);
        return Duration.ofNanos((long) (RECHECK.toNanos() * factor));
    }
}

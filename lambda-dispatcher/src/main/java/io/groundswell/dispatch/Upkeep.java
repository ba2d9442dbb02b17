package io.groundswell.dispatch;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import io.groundswell.event.Topic;
import io.groundswell.event.TopicUpdate;
import io.groundswell.store.Folds;
import io.groundswell.store.Folds.Folded;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Folds counters of replicas long gone, after everything that an invocation owes anybody: in one invocation of {@link #RARITY},
 * one topic of those that it counted. Of all dispatchers one looks through a topic in {@link Folds#BETWEEN_LOOKS}. What fails is
 * left for another time. Any thread may use it.
 */
final class Upkeep {
    static final int RARITY = 16;

    private static final Logger LOG = LoggerFactory.getLogger(Upkeep.class);
    private static final long MOST_REMEMBERED = 10_000;

    private final Folds folds;
    private final MessageLife life;
    private final InstantSource clock;
    private final RandomGenerator random;
    private final Cache<Topic, Boolean> asked;

    /**
     * What makes it rare.
     *
     * @param ticker what ages of a topic's last look are measured with
     * @param random any thread may use it
     */
    record Pace(InstantSource clock, Ticker ticker, RandomGenerator random) {}

    Upkeep(Folds folds, MessageLife life, Pace pace) {
        this.folds = folds;
        this.life = life;
        this.clock = pace.clock();
        this.random = pace.random();
        this.asked = Caffeine.newBuilder()
                .expireAfterWrite(Folds.BETWEEN_LOOKS)
                .maximumSize(MOST_REMEMBERED)
                .ticker(pace.ticker())
                .build();
    }

    /** @param counted what the invocation recorded */
    void after(Map<Topic, TopicUpdate> counted) {
        if (random.nextInt(RARITY) == 0) {
            notYetAsked(counted).ifPresent(this::tend);
        }
    }

    private Optional<Topic> notYetAsked(Map<Topic, TopicUpdate> counted) {
        return counted.entrySet().stream()
                .filter(entry -> !entry.getValue().counted().isEmpty())
                .map(Map.Entry::getKey)
                .filter(topic -> asked.getIfPresent(topic) == null)
                .findFirst();
    }

    private void tend(Topic topic) {
        asked.put(topic, true);
        long now = clock.millis();
        try {
            if (folds.claim(topic, now)) {
                Folded folded = folds.fold(topic, life.foldedBefore(now), now);
                LOG.info("{}: {} counters folded, {} deleted", topic, folded.folded(), folded.deleted());
            }
        } catch (RuntimeException e) {
            LOG.warn("{}: not folded, another time will do: {}", topic, e.toString());
        }
    }
}

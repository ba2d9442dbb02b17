package io.groundswell.store;

import io.groundswell.event.Topic;
import java.time.Duration;

/**
 * Folds the items of replicas that are long gone into one archive per topic, for the replicas of one region and by its
 * dispatchers only. A fold changes no total, ever: nothing may be able to write a replica any more when it is folded, and an item
 * is deleted only when it has been in an archive for {@link #BEFORE_DELETION}, so that whoever reads meanwhile finds it in the one
 * or in the other.
 */
public interface Folds {
    /** How long an item stays that an archive covers: far longer than any reading takes. */
    Duration BEFORE_DELETION = Duration.ofHours(1);

    /** How often the items of a topic are looked through at most, by all dispatchers of the region together. */
    Duration BETWEEN_LOOKS = Duration.ofHours(6);

    /** Fewer are not worth an archive. */
    int LEAST_FOLDED = 16;

    /** Items that are deleted at a time. */
    int MOST_DELETED = 2_000;

    /**
     * What was done.
     *
     * @param folded items whose counts went into the archive now; 0 where there were too few, or another dispatcher was faster
     * @param deleted items that were in it for long enough
     */
    record Folded(int folded, int deleted) {}

    /**
     * Whether it is time to look through the topic's items; the answer "yes" is given once in {@link #BETWEEN_LOOKS}.
     *
     * @param now in milliseconds since 1970
     * @throws StoreException if it is not known
     */
    boolean claim(Topic topic, long now);

    /**
     * Folds and deletes. It may end anywhere and be done again, and any number may do so at once.
     *
     * @param before replicas that began before it can never be written again; in milliseconds since 1970
     * @param now in milliseconds since 1970
     * @throws StoreException if not everything could be done
     */
    Folded fold(Topic topic, long before, long now);
}

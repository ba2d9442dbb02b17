package io.groundswell.event;

/**
 * How an event merges, and with that how it is stored, resumed and thinned out for a slow viewer. Each class is a state
 * whose merge is commutative, associative and idempotent, so that twice, late and out of order do no harm.
 */
public enum DeliveryClass {
    /** A grow-only counter: see {@link CountedState}. */
    COUNTED,
    /** A last-writer-wins register per key: see {@link LatestState}. */
    LATEST,
    /** A grow-only set by event id: see {@link DurableEvents}. */
    DURABLE
}

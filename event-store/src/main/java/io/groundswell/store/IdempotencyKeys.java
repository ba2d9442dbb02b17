package io.groundswell.store;

import java.time.Duration;

/**
 * Which requests were answered, and with what, for all processes of a region. A key is claimed before its request has any
 * effect. A claim ends with an answer that is kept, by being freed, or with its lease: then whoever held it is taken for dead,
 * and the next attempt inherits the time of the first.
 */
public interface IdempotencyKeys {
    /** How long an answer is kept, and what is known of a request that has none after its last attempt. */
    Duration KEPT = Duration.ofMinutes(5);

    /**
     * Claims the key, or says what stands in the way; strongly consistent.
     *
     * @param fingerprint equal for requests that say the same
     * @param acceptedAt when this request had been read, in milliseconds since 1970
     * @throws StoreException if it is not known to be claimed; it may be, until the lease ends
     */
    Claim claim(IdempotencyKey key, String fingerprint, long acceptedAt);

    /**
     * Keeps the answer for {@link #KEPT}. Does nothing where the claim's lease has ended and another attempt holds the key:
     * then that one's answer is the first.
     *
     * @throws StoreException if it is not known to be kept
     */
    void keep(Claim.Claimed claim, KeptAnswer answer);

    /**
     * Lets the next attempt claim the key at once.
     *
     * @param nothingWasDone whether this attempt has had no effect, for certain; if no earlier one may have had any, the key is
     *     forgotten, else it stays bound to its fingerprint and first time
     * @throws StoreException if it is not known to be free
     */
    void free(Claim.Claimed claim, boolean nothingWasDone);
}

package io.groundswell.store;

/** What a request with a key is to its key. */
public sealed interface Claim {
    /**
     * The request is to be served, by whoever asked: nobody else is at it until the lease ends.
     *
     * @param holder names this claim and no other
     * @param acceptedAt when the first claim's request had been read, in milliseconds since 1970: of an earlier attempt, where
     *     there was one
     * @param isFirst whether no earlier attempt can have done anything
     */
    record Claimed(IdempotencyKey key, String fingerprint, String holder, long acceptedAt, boolean isFirst)
            implements Claim {}

    /** Another request with the key is being served. */
    record InFlight() implements Claim {}

    /** The request was answered before. */
    record Answered(KeptAnswer answer) implements Claim {}

    /** The key belongs to a request that says something else. */
    record OtherRequest() implements Claim {}
}

package io.groundswell.fleet.hub;

/**
 * When a stream must end at the latest, and why.
 *
 * @param endsAt the node's clock, in milliseconds since 1970; {@link Long#MAX_VALUE} for never
 */
public record Term(long endsAt, EndReason reason) {
    /** As long as the connection lives. */
    public static final Term NONE = new Term(Long.MAX_VALUE, EndReason.LIFETIME);

    /** The one that ends first. */
    public static Term earliest(Term one, Term other) {
        return other.endsAt < one.endsAt ? other : one;
    }
}

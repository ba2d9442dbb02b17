package io.groundswell.likes.accept;

/**
 * One like.
 *
 * @param reaction which one, out of the configured set
 * @param actor the member who did it
 * @param acceptedAt when the API had read it, in milliseconds since 1970
 */
public record Like(String reaction, String actor, long acceptedAt) {
    /** An entry of a list or a map, and its request. */
    private static final int OVERHEAD_BYTES = 128;

    /** What it holds until it is answered. */
    int heldBytes() {
        return OVERHEAD_BYTES + actor.length();
    }
}

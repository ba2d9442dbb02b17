package io.groundswell.registry;

/**
 * What a node runs.
 *
 * @param name differs from one deployment to the next, up to 16 characters; empty where that is not known
 * @param since when the node began, in milliseconds since 1970
 */
public record Revision(String name, long since) {
    /** Of a node that does not say. */
    public static final Revision UNKNOWN = new Revision("", 0);

    private static final int MOST_CHARACTERS = 16;

    /** @throws IllegalArgumentException if the name is too long for a row that is read often */
    public Revision {
        if (name.length() > MOST_CHARACTERS) {
            throw new IllegalArgumentException(
                    "revision: " + name + " (expected: " + MOST_CHARACTERS + " characters at most)");
        }
    }

    /** Whether a node of this revision came after one of that, in another deployment. */
    public boolean succeeds(Revision other) {
        return !name.isEmpty() && !other.name.isEmpty() && !name.equals(other.name) && since > other.since;
    }
}

package io.groundswell.access;

import java.util.List;

/** Which keys count now. Thread-safe, and never waits: who asks may be an event loop. */
interface KeySource extends AutoCloseable {
    List<VerificationKey> current();

    /** Whether that very key is still among them. */
    default boolean has(VerificationKey key) {
        return current().contains(key);
    }

    /**
     * Whether a key of that name, which is not among the current ones, may be in a moment. Asks for it where it was not
     * asked for lately.
     */
    boolean mayCome(String id);

    @Override
    void close();

    /** The same for ever. */
    static KeySource of(List<VerificationKey> keys) {
        List<VerificationKey> fixed = List.copyOf(keys);
        return new KeySource() {
            @Override
            public List<VerificationKey> current() {
                return fixed;
            }

            @Override
            public boolean mayCome(String id) {
                return false;
            }

            @Override
            public void close() {}
        };
    }
}

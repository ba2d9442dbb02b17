package io.groundswell.local;

import java.util.OptionalLong;

/** A node, wherever it runs. Any thread may use it. */
public interface RunningNode extends AutoCloseable {
    String id();

    /** Its process, where it has one of its own. */
    OptionalLong pid();

    boolean isAlive();

    /** Stops it in good order. */
    @Override
    void close();

    /**
     * Ends it without a goodbye.
     *
     * @throws IllegalStateException if it has no process of its own
     */
    void kill();
}

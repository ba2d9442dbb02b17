package io.groundswell.local;

import java.util.OptionalLong;

/** A node, wherever it runs. Any thread may use it. */
public interface RunningNode extends AutoCloseable {
    String id();

    /** Its process, where it has one of its own. */
    OptionalLong pid();

    boolean isAlive();

    /** Stops it in good order, and waits some seconds for that; afterwards it is ended anyhow. */
    @Override
    void close();

    /** Asks it to stop in good order, as a SIGTERM does, and does not wait: {@link #isAlive} tells when it has. */
    void askToStop();

    /**
     * Ends it without a goodbye.
     *
     * @throws IllegalStateException if it has no process of its own
     */
    void kill();

    /**
     * Stands it still, as a SIGSTOP does, until {@link #goOn}.
     *
     * @throws IllegalStateException if it has no process of its own, or that has ended
     */
    void pause();

    /**
     * Lets it go on after {@link #pause}.
     *
     * @throws IllegalStateException as there
     */
    void goOn();
}

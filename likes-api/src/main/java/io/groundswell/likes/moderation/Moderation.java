package io.groundswell.likes.moderation;

/**
 * Decides about comments. One implementation may be brought as a {@link java.util.ServiceLoader} service. Must be thread-safe;
 * one is made for a process.
 */
public interface Moderation extends AutoCloseable {
    /**
     * Blocks, on a virtual thread. It is interrupted when its time is over; whoever does not end then keeps its place among
     * the calls under way.
     *
     * @throws InterruptedException if it was interrupted; that, as any exception, counts as {@link Verdict.Undecided}
     */
    Verdict judge(Submission comment) throws InterruptedException;

    /** Ends what it holds; called once, when no more comments come. */
    @Override
    default void close() {}
}

package io.groundswell.benchmarks.lambda;

/** A function did not answer an event: it threw something, or its process ended. */
public final class InvocationFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param reason as the function or its process says it */
    InvocationFailedException(String reason) {
        super(reason);
    }
}

package io.groundswell.dispatch.metrics;

/** Where measurements go. Called at the end of every invocation, by its thread; must not block for long. */
@FunctionalInterface
public interface DispatchMetrics {
    void invoked(Measurements measured);
}

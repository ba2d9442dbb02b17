package io.groundswell.http;

/** Whether a process wants traffic. Asked on an event loop: must not block. */
@FunctionalInterface
public interface Readiness {
    boolean isReady();
}

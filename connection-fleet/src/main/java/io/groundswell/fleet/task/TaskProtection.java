package io.groundswell.fleet.task;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the task from being chosen when the fleet shrinks, as long as that is wanted. What ECS does not take is tried again at
 * the next turn: an unprotected node drains when it is chosen, so nothing hangs on it. Owner: one worker at a time.
 */
final class TaskProtection {
    private static final Logger LOG = LoggerFactory.getLogger(TaskProtection.class);
    private static final Duration RENEWAL = TaskAgent.PROTECTION.dividedBy(2);

    private final Switch ecs;
    private final BooleanSupplier wanted;
    private final InstantSource clock;

    /** In milliseconds since 1970, when it was asked for last; 0 where the task is not protected. */
    private long protectedAt;

    private boolean fails;

    /** What protects the task, for {@link TaskAgent#PROTECTION}, or no longer. */
    @FunctionalInterface
    interface Switch {
        void protect(boolean isWanted) throws IOException;
    }

    TaskProtection(Switch ecs, BooleanSupplier wanted, InstantSource clock) {
        this.ecs = ecs;
        this.wanted = wanted;
        this.clock = clock;
    }

    void turn() {
        boolean isWanted = wanted.getAsBoolean();
        long now = clock.millis();
        boolean isDue = isWanted ? protectedAt == 0 || now - protectedAt >= RENEWAL.toMillis() : protectedAt != 0;
        if (isDue) {
            set(isWanted, now);
        }
    }

    private void set(boolean isWanted, long now) {
        try {
            ecs.protect(isWanted);
            if (fails || isWanted == (protectedAt == 0)) {
                LOG.info("task: {}", isWanted ? "protected while it has viewers" : "no longer protected");
            }
            protectedAt = isWanted ? now : 0;
            fails = false;
        } catch (IOException e) {
            if (!fails) {
                LOG.warn("task: not {}, tried again: {}", isWanted ? "protected" : "let go", e.toString());
            }
            fails = true;
        }
    }
}

package io.groundswell.fleet;

import io.groundswell.fleet.hub.DeliveryObserver;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.InstantSource;

/**
 * Observes up to {@link #MOST} writes in each {@link #PERIOD_MILLIS}: all of them where there are few, and at no cost that
 * counts where there are many, not even that of a clock. Owner: an event loop.
 */
final class SampledWrites implements DeliveryObserver {
    private static final int MOST = 16;
    private static final long PERIOD_MILLIS = 10;
    private static final int WRITES_BETWEEN_LOOKS = 16;

    private final InstantSource clock;
    private final Timer acceptToWrite;
    private long periodEnds;
    private int left;
    private int untilLook;

    SampledWrites(InstantSource clock, Timer acceptToWrite) {
        this.clock = clock;
        this.acceptToWrite = acceptToWrite;
    }

    @Override
    public boolean wantsMore() {
        if (left == 0 && --untilLook <= 0) {
            look();
        }
        return left > 0 && left-- > 0;
    }

    private void look() {
        untilLook = WRITES_BETWEEN_LOOKS;
        long now = clock.millis();
        if (now >= periodEnds) {
            periodEnds = now + PERIOD_MILLIS;
            left = MOST;
        }
    }

    @Override
    public void written(long[] acceptedAt) {
        long now = clock.millis();
        for (long accepted : acceptedAt) {
            acceptToWrite.record(Duration.ofMillis(Math.max(0, now - accepted)));
        }
    }
}

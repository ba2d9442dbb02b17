package io.groundswell.fleet;

import io.groundswell.fleet.hub.DeliveryObserver;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.InstantSource;

/**
 * Observes up to {@link #MOST} writes in each {@link #PERIOD_MILLIS}: all of them where there are few, and at no cost that
 * counts where there are many. Owner: an event loop.
 */
final class SampledWrites implements DeliveryObserver {
    private static final int MOST = 64;
    private static final long PERIOD_MILLIS = 10;

    private final InstantSource clock;
    private final Timer acceptToWrite;
    private long periodEnds;
    private int left;

    SampledWrites(InstantSource clock, Timer acceptToWrite) {
        this.clock = clock;
        this.acceptToWrite = acceptToWrite;
    }

    @Override
    public boolean wantsMore() {
        long now = clock.millis();
        if (now >= periodEnds) {
            periodEnds = now + PERIOD_MILLIS;
            left = MOST;
        }
        return left-- > 0;
    }

    @Override
    public void written(long[] acceptedAt) {
        long now = clock.millis();
        for (long accepted : acceptedAt) {
            acceptToWrite.record(Duration.ofMillis(Math.max(0, now - accepted)));
        }
    }
}

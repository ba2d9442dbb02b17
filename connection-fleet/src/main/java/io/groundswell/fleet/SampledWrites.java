package io.groundswell.fleet;

import io.groundswell.fleet.hub.DeliveryObserver;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.InstantSource;

/**
 * Observes up to {@link #MOST} writes in each {@link #PERIOD_MILLIS}, and of each up to {@link #FRAMES} frames: everything where
 * there is little, and at no cost that counts where there are many writes or long ones, not even that of a clock. Owner: an
 * event loop.
 */
final class SampledWrites implements DeliveryObserver {
    static final int MOST = 16;
    static final int FRAMES = 4;
    static final long PERIOD_MILLIS = 10;
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
    public int wanted() {
        if (left == 0 && --untilLook <= 0) {
            look();
        }
        if (left == 0) {
            return 0;
        }
        left--;
        return FRAMES;
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

package io.groundswell.fleet.hub;

import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * All viewers of an event loop, each in the slot in which something may be due to it: a ping, if nothing more is written, or
 * the end of its term. One timer turns it and stands still while there is no viewer; a viewer costs three fields of its own.
 * What is due to many at once is done a few at a time, so that the loop has time for everything else. Owner: the event loop.
 */
final class ViewerWheel implements Runnable {
    private static final int LEAST_SLOTS = 16;
    private static final long LONGEST_SLOT = TimeUnit.SECONDS.toNanos(1);
    private static final int VIEWERS_AT_A_TIME = 256;
    private static final long FAR = Long.MAX_VALUE / 2;
    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(1);

    private final EventLoop loop;
    private final long heartbeat;
    private final long slotNanos;
    private final Clocks clocks;
    private final Due due;
    private final @Nullable Viewer[] slots;
    private int hand;
    private int size;
    private boolean turning;

    /**
     * @param nanos what a silence is measured with
     * @param millis what a term is compared with, in milliseconds since 1970
     */
    record Clocks(LongSupplier nanos, LongSupplier millis) {}

    /** What is done when a viewer's time has come. */
    interface Due {
        /** Nothing was written for a heartbeat. */
        void ping(Viewer viewer);

        /** Its term is over; it leaves. */
        void endOfTerm(Viewer viewer);
    }

    ViewerWheel(EventLoop loop, Duration heartbeat, Clocks clocks, Due due) {
        this.loop = loop;
        this.heartbeat = heartbeat.toNanos();
        int turns = (int) Math.max(LEAST_SLOTS - 1, this.heartbeat / LONGEST_SLOT);
        this.slotNanos = this.heartbeat / turns;
        this.slots = new Viewer[turns + 1];
        this.clocks = clocks;
        this.due = due;
    }

    /** A viewer is watched from now on, until {@link #forget}. */
    void watch(Viewer viewer) {
        size++;
        viewer.watched = true;
        place(viewer, clocks.nanos().getAsLong(), clocks.millis().getAsLong());
        if (!turning) {
            turning = true;
            schedule(slotNanos);
        }
    }

    /** Returns whether it was watched. */
    boolean forget(Viewer viewer) {
        if (!viewer.watched) {
            return false;
        }
        viewer.watched = false;
        size--;
        unlink(viewer);
        return true;
    }

    int size() {
        return size;
    }

    /** Calls the action for up to so many viewers, which it may make forgotten. */
    void forSome(int most, Consumer<Viewer> action) {
        int left = most;
        for (int i = 0; i < slots.length && left > 0; i++) {
            Viewer next = slots[(hand + i) % slots.length];
            while (next != null && left > 0) {
                Viewer viewer = next;
                next = viewer.after;
                action.accept(viewer);
                left--;
            }
        }
    }

    @Override
    public void run() {
        if (slots[hand] == null) {
            hand = (hand + 1) % slots.length;
        }
        for (int i = 0; i < VIEWERS_AT_A_TIME && slots[hand] != null; i++) {
            serve(slots[hand]);
        }
        turning = size > 0;
        if (turning) {
            schedule(slots[hand] == null ? slotNanos : PAUSE);
        }
    }

    private void serve(Viewer viewer) {
        unlink(viewer);
        long now = clocks.nanos().getAsLong();
        long millis = clocks.millis().getAsLong();
        if (viewer.endsAt <= millis) {
            due.endOfTerm(viewer);
        } else if (now - viewer.lastWrite >= heartbeat - slotNanos) {
            due.ping(viewer);
        }
        // A write that fails may have closed the channel, which is then forgotten already.
        if (viewer.watched) {
            place(viewer, now, millis);
        }
    }

    private void place(Viewer viewer, long now, long millis) {
        long untilPing = viewer.lastWrite + heartbeat - now;
        long untilEnd = Math.min(FAR, TimeUnit.MILLISECONDS.toNanos(viewer.endsAt - millis)) + slotNanos - 1;
        int ahead = Math.clamp(Math.min(untilPing, untilEnd) / slotNanos, 1, slots.length - 1);
        link(viewer, (hand + ahead) % slots.length);
    }

    private void link(Viewer viewer, int slot) {
        Viewer head = slots[slot];
        viewer.slot = slot;
        viewer.before = null;
        viewer.after = head;
        if (head != null) {
            head.before = viewer;
        }
        slots[slot] = viewer;
    }

    private void unlink(Viewer viewer) {
        if (viewer.slot < 0) {
            return;
        }
        Viewer before = viewer.before;
        Viewer after = viewer.after;
        if (before == null) {
            slots[viewer.slot] = after;
        } else {
            before.after = after;
        }
        if (after != null) {
            after.before = before;
        }
        viewer.slot = -1;
        viewer.before = null;
        viewer.after = null;
    }

    private void schedule(long nanos) {
        var _ = loop.schedule(this, nanos, TimeUnit.NANOSECONDS);
    }
}

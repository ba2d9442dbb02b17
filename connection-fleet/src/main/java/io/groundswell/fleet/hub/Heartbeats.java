package io.groundswell.fleet.hub;

import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * A wheel that finds the viewers that have been silent for a whole heartbeat, with one timer for all. A viewer waits in the
 * slot in which it would be due if nothing more were written to it; when its slot comes and something was, it moves on.
 * Owner: the event loop; the timer stands still while there is no viewer.
 */
final class Heartbeats implements Runnable {
    private static final int SLOTS = 16;

    private final EventLoop loop;
    private final long heartbeat;
    private final long slotNanos;
    private final LongSupplier nanoTime;
    private final Consumer<Viewer> ping;
    private final List<Set<Viewer>> slots = new ArrayList<>();
    private final Map<Viewer, Set<Viewer>> places = new HashMap<>();
    private int hand;
    private boolean turning;

    Heartbeats(EventLoop loop, Duration heartbeat, LongSupplier nanoTime, Consumer<Viewer> ping) {
        this.loop = loop;
        this.heartbeat = heartbeat.toNanos();
        this.slotNanos = this.heartbeat / (SLOTS - 1);
        this.nanoTime = nanoTime;
        this.ping = ping;
        for (int i = 0; i < SLOTS; i++) {
            slots.add(new LinkedHashSet<>());
        }
    }

    void watch(Viewer viewer) {
        place(viewer, nanoTime.getAsLong());
        if (!turning) {
            turning = true;
            schedule();
        }
    }

    void forget(Viewer viewer) {
        Set<Viewer> slot = places.remove(viewer);
        if (slot != null) {
            slot.remove(viewer);
        }
    }

    @Override
    public void run() {
        hand = (hand + 1) % SLOTS;
        List<Viewer> due = List.copyOf(slots.get(hand));
        slots.get(hand).clear();
        long now = nanoTime.getAsLong();
        for (Viewer viewer : due) {
            if (now - viewer.lastWrite >= heartbeat - slotNanos) {
                ping.accept(viewer);
            }
            place(viewer, now);
        }
        turning = !places.isEmpty();
        if (turning) {
            schedule();
        }
    }

    private void place(Viewer viewer, long now) {
        long left = viewer.lastWrite + heartbeat - now;
        int ahead = Math.clamp(left / slotNanos, 1, SLOTS - 1);
        Set<Viewer> slot = slots.get((hand + ahead) % SLOTS);
        slot.add(viewer);
        places.put(viewer, slot);
    }

    private void schedule() {
        var _ = loop.schedule(this, slotNanos, TimeUnit.NANOSECONDS);
    }
}

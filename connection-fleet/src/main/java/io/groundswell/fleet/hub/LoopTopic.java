package io.groundswell.fleet.hub;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * One topic's viewers on one event loop, and the revolution of the sweep that goes through them. Owner: the event loop, but
 * for {@link #wake}, by which the intake thread hands it over to the sweep.
 */
final class LoopTopic {
    final TopicLog log;
    private final AtomicBoolean awake = new AtomicBoolean();
    private @Nullable Cursor[] cursors = new Cursor[8];
    private int end;
    private int size;
    private boolean turning;
    private long rounds;
    private int next;
    private long head;
    private long startedAt = Long.MIN_VALUE / 2;
    private long lasts;

    LoopTopic(TopicLog log) {
        this.log = log;
    }

    /** Whether the caller is the one who must hand this to the sweep. Any thread. */
    boolean wake() {
        return !awake.get() && awake.compareAndSet(false, true);
    }

    /**
     * Lets the sweep forget this, unless there is something newer than the last revolution brought.
     *
     * @return whether it may be forgotten
     */
    boolean sleep() {
        turning = false;
        compact();
        awake.set(false);
        return log.snapshot().sequence() <= head || !wake();
    }

    void add(Cursor cursor) {
        if (end == cursors.length) {
            cursors = Arrays.copyOf(cursors, end * 2);
        }
        cursor.index = end;
        cursors[end++] = cursor;
        size++;
    }

    /** Takes it out; while a revolution is under way its place stays empty, so that nobody is passed over. */
    void remove(Cursor cursor) {
        cursors[cursor.index] = null;
        size--;
        if (!turning) {
            compact();
        }
    }

    int size() {
        return size;
    }

    /**
     * Begins a revolution.
     *
     * @param published all frames up to this sequence are brought
     * @param now nanoseconds
     * @param revolution how long it is to take where the topic is busy, in nanoseconds
     */
    void begin(long published, long now, long revolution) {
        compact();
        Snapshot snapshot = log.snapshot();
        lasts = Pace.duration(revolution, (now - startedAt) / Math.max(1, snapshot.rounds() - rounds));
        rounds = snapshot.rounds();
        head = Math.min(snapshot.sequence(), published);
        turning = true;
        next = 0;
        startedAt = now;
    }

    /** How many more should have been visited by now. */
    int due(long now) {
        if (lasts == 0) {
            return end - next;
        }
        long share = (long) ((double) end * (now - startedAt) / lasts) + 1;
        return (int) Math.min(end, share) - next;
    }

    /** Nanoseconds until another one is due. */
    long untilDue(long now) {
        return lasts == 0 ? 0 : Math.max(0, startedAt + lasts * (next + 1) / Math.max(1, end) - now);
    }

    /** The next one of the revolution; null where it has left. */
    @Nullable
    Cursor visitNext() {
        return cursors[next++];
    }

    boolean isRound() {
        return next >= end;
    }

    boolean hasNews() {
        return log.snapshot().sequence() > head;
    }

    private void compact() {
        if (size == end) {
            return;
        }
        int to = 0;
        for (int from = 0; from < end; from++) {
            Cursor cursor = cursors[from];
            if (cursor != null) {
                cursor.index = to;
                cursors[to++] = cursor;
            }
        }
        Arrays.fill(cursors, to, end, null);
        end = to;
    }
}

package io.groundswell.fleet.hub;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import java.util.function.LongFunction;

/**
 * Writes to viewers what they lack, one slice where they follow one topic, in the order of the sequence where they follow
 * several. It stops where a channel takes no more, so what waits in a channel is bounded by its high watermark and one
 * slice. Owner: an event loop.
 */
final class Writer {
    private final DeliveryObserver observer;
    private final LongFunction<Position> positions;
    private final Cursor.Taken taken = new Cursor.Taken();

    /** What came of a visit. */
    enum Outcome {
        NOTHING_NEW,
        WROTE,
        /** The viewer lacks frames that are kept no more. */
        TOO_SLOW
    }

    /** @param positions of a viewer that has got everything up to a sequence, of all that there is now */
    Writer(DeliveryObserver observer, LongFunction<Position> positions) {
        this.observer = observer;
        this.positions = positions;
    }

    /** Brings the viewer all frames up to the published one, as far as its channel takes them. */
    Outcome bring(Viewer viewer, long published) {
        Channel channel = viewer.channel;
        boolean wrote = false;
        boolean done = false;
        while (!done && channel.isWritable()) {
            if (!recoverLost(viewer)) {
                return Outcome.TOO_SLOW;
            }
            boolean progress = writeRun(viewer, published) || finishReplay(viewer, published);
            wrote |= progress;
            done = !progress || viewer.hasAll();
        }
        if (wrote) {
            viewer.out.flush();
        }
        return wrote ? Outcome.WROTE : Outcome.NOTHING_NEW;
    }

    /** Writes the longest run of frames of one topic that no frame of another topic belongs between. */
    private boolean writeRun(Viewer viewer, long published) {
        Cursor nearest = null;
        long least = Long.MAX_VALUE;
        long second = Long.MAX_VALUE;
        for (Cursor cursor : viewer.cursors()) {
            long sequence = cursor.nextSequence(published);
            if (sequence < least) {
                second = least;
                least = sequence;
                nearest = cursor;
            } else if (sequence < second) {
                second = sequence;
            }
        }
        if (nearest == null) {
            return false;
        }
        ByteBuf slice = nearest.take(Math.min(published, second - 1), taken);
        if (slice != null) {
            write(viewer, slice);
        }
        return true;
    }

    private void write(Viewer viewer, ByteBuf slice) {
        int observed = observer.wanted();
        if (observed > 0) {
            long[] acceptedAt = taken.acceptedAt(observed);
            var _ = viewer.out.write(slice).addListener(written -> {
                if (written.isSuccess()) {
                    observer.written(acceptedAt);
                }
            });
        } else {
            var _ = viewer.out.write(slice, viewer.channel.voidPromise());
        }
    }

    /** Sends those back to the replay log that the live log has left behind. Returns false where it is too late. */
    private static boolean recoverLost(Viewer viewer) {
        for (Cursor cursor : viewer.cursors()) {
            if (cursor.isLost()
                    && (cursor.isReplaying() || !cursor.replayAfter(cursor.sequence(), cursor.topic.log.snapshot()))) {
                return false;
            }
        }
        return true;
    }

    /** Where a replay has come to its end, the topic's state closes it, and the viewer goes on in the live log. */
    private boolean finishReplay(Viewer viewer, long published) {
        boolean finished = false;
        for (Cursor cursor : viewer.cursors()) {
            Snapshot now = cursor.topic.log.snapshot();
            if (cursor.isReplaying() && now.sequence() <= published) {
                var _ = viewer.out.write(state(viewer, now, positions.apply(published)), viewer.channel.voidPromise());
                cursor.jump(now);
                finished = true;
            }
        }
        return finished;
    }

    private static ByteBuf state(Viewer viewer, Snapshot snapshot, Position position) {
        ByteBuf out = viewer.channel.alloc().buffer(512);
        viewer.encoder().encode(Frame.Likes.state(snapshot.topic(), snapshot.totals()), position, out);
        snapshot.latest()
                .forEach((key, register) ->
                        viewer.encoder().encode(new Frame.Latest(snapshot.topic(), key, register), position, out));
        return out;
    }
}

package io.groundswell.fleet.resume;

import io.groundswell.event.DurableEvent;
import io.groundswell.event.Topic;
import io.groundswell.fleet.hub.Frame;
import io.groundswell.fleet.hub.FrameEncoder;
import io.groundswell.fleet.hub.Past;
import io.groundswell.fleet.hub.PastFrames;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Encodes what was read, once for all viewers, within a bound on the bytes that viewers hold of it together. Thread-safe.
 */
public final class PastEncoder {
    private static final Logger LOG = LoggerFactory.getLogger(PastEncoder.class);
    private static final Comparator<DurableEvent> BY_DISPATCH =
            Comparator.comparingLong(DurableEvent::dispatchedAt).thenComparing(DurableEvent::id);

    private final FrameEncoder encoder;
    private final long mostBytes;
    private final AtomicLong bytes = new AtomicLong();

    /** @param mostBytes that are held at a time; what would exceed it is not replayed */
    public PastEncoder(FrameEncoder encoder, long mostBytes) {
        this.encoder = encoder;
        this.mostBytes = mostBytes;
    }

    /** @param readAfter as in {@link PastFrames} */
    Past encode(Topic topic, DispatchedEvents.Found found, long readAfter) {
        PastFrames.Frames frames = frames(topic, found.events());
        int size = frames.size();
        if (bytes.addAndGet(size) > mostBytes) {
            bytes.addAndGet(-size);
            LOG.warn("past of {}: {} bytes more than may be held at a time", topic, size);
            return new Past.Unknown();
        }
        return new PastFrames(frames, readAfter, found.latestLate(), () -> bytes.addAndGet(-size));
    }

    private PastFrames.Frames frames(Topic topic, List<DurableEvent> events) {
        List<DurableEvent> sorted = events.stream().sorted(BY_DISPATCH).toList();
        int[] ends = new int[sorted.size()];
        ByteBuf out = UnpooledByteBufAllocator.DEFAULT.heapBuffer(256 * (ends.length + 1));
        try {
            for (int i = 0; i < ends.length; i++) {
                encoder.encode(new Frame.Durable(topic, sorted.get(i)), null, out);
                ends[i] = out.writerIndex();
            }
            long[] dispatchedAt =
                    sorted.stream().mapToLong(DurableEvent::dispatchedAt).toArray();
            return new PastFrames.Frames(ByteBufUtil.getBytes(out), ends, dispatchedAt);
        } finally {
            out.release();
        }
    }
}

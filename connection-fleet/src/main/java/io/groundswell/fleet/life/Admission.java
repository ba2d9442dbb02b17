package io.groundswell.fleet.life;

import io.groundswell.fleet.hub.EndReason;
import io.groundswell.http.ClientAddress;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import java.net.InetAddress;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * How many streams the node and each address hold. A stream counts from the moment it is let in, before it is open, so that
 * a crowd that comes at once cannot pass the limits together. Thread-safe.
 */
public final class Admission {
    private final Limits limits;
    private final AtomicInteger streams = new AtomicInteger();
    private final ConcurrentHashMap<Long, Integer> byAddress = new ConcurrentHashMap<>();

    /**
     * @param node streams that the node holds at most
     * @param address streams that one address holds at most; an IPv6 address stands for its /64
     */
    public record Limits(int node, int address) {
        public Limits {
            if (node < 1 || address < 1) {
                throw new IllegalArgumentException(
                        "streams: " + node + ", of one address " + address + " (expected: 1 or more)");
            }
        }
    }

    /** What a stream is told that asks to be let in. */
    public sealed interface Outcome {}

    /** It is not let in. */
    public record Refused(EndReason reason) implements Outcome {}

    public Admission(Limits limits) {
        this.limits = limits;
    }

    /** Counts a stream of this address, if there is room; whoever gets a place gives it back. */
    public Outcome admit(InetAddress address) {
        if (streams.incrementAndGet() > limits.node()) {
            streams.decrementAndGet();
            return new Refused(EndReason.NODE_FULL);
        }
        long key = ClientAddress.key(address);
        if (byAddress.merge(key, 1, Integer::sum) > limits.address()) {
            release(key);
            return new Refused(EndReason.ADDRESS_FULL);
        }
        return new Place(key);
    }

    private void release(long key) {
        byAddress.computeIfPresent(key, (_, count) -> count == 1 ? null : count - 1);
        streams.decrementAndGet();
    }

    /** Streams that are let in now. */
    public int streams() {
        return streams.get();
    }

    /** Addresses that hold a stream now. */
    int addresses() {
        return byAddress.size();
    }

    /** One stream's place. It may be given back more than once and by any thread; the first time counts. */
    public final class Place implements Outcome, ChannelFutureListener {
        private final long key;
        private final AtomicBoolean given = new AtomicBoolean();

        private Place(long key) {
            this.key = key;
        }

        public void giveBack() {
            if (given.compareAndSet(false, true)) {
                release(key);
            }
        }

        /** When its connection has closed. */
        @Override
        public void operationComplete(ChannelFuture closed) {
            giveBack();
        }
    }
}

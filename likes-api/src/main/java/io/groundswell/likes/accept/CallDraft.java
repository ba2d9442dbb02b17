package io.groundswell.likes.accept;

import java.util.ArrayList;
import java.util.List;

/**
 * One call being filled: packets that come again, packets of one busy topic, and packets that many quiet topics share. Owned
 * by a loop.
 */
final class CallDraft {
    /** The batch around the topics. */
    private static final int ENVELOPE_BYTES = 64;

    /** From here on a topic has a packet of its own, so that its fate and its group are its own too. */
    private static final int BUSY_REQUESTS = 64;

    private final PackingConfig config;
    private final List<Packet> packets = new ArrayList<>();
    private List<Parcel> shared = List.of();
    private int sharedBytes;
    private int bytes;

    CallDraft(PackingConfig config) {
        this.config = config;
    }

    /** Adds a packet as it is, unless there is no room for it. */
    boolean add(Packet packet) {
        if (!hasRoom(packet.message().bytes())) {
            return false;
        }
        bytes += packet.message().bytes();
        packets.add(packet);
        return true;
    }

    /** Adds what the source has, unless there is no room for it. */
    boolean add(Source source) {
        int parcel = source.bytes();
        if (isBusy(source)) {
            return addAlone(source, parcel);
        }
        boolean fits = !shared.isEmpty() && sharedBytes + parcel <= config.packetBytes();
        if (fits && bytes + parcel <= MessageQueue.MOST_BYTES) {
            return share(source, parcel);
        }
        if (!hasRoom(ENVELOPE_BYTES + parcel)) {
            return false;
        }
        closeShared();
        shared = new ArrayList<>();
        sharedBytes = ENVELOPE_BYTES;
        bytes += ENVELOPE_BYTES;
        return share(source, parcel);
    }

    private boolean isBusy(Source source) {
        return source.requests() >= BUSY_REQUESTS || source.bytes() > config.packetBytes() / 2;
    }

    private boolean addAlone(Source source, int parcel) {
        if (!hasRoom(ENVELOPE_BYTES + parcel)) {
            return false;
        }
        bytes += ENVELOPE_BYTES + parcel;
        packets.add(new Packet(List.of(source.take()), config.groups()));
        return true;
    }

    private boolean share(Source source, int parcel) {
        shared.add(source.take());
        sharedBytes += parcel;
        bytes += parcel;
        return true;
    }

    private boolean hasRoom(int more) {
        int count = packets.size() + (shared.isEmpty() ? 0 : 1);
        return count == 0 || (count < MessageQueue.MOST_MESSAGES && bytes + more <= MessageQueue.MOST_BYTES);
    }

    private void closeShared() {
        if (!shared.isEmpty()) {
            packets.add(new Packet(shared, config.groups()));
            shared = List.of();
        }
    }

    /** What it holds; empty where nothing was added. */
    List<Packet> close() {
        closeShared();
        return packets;
    }
}

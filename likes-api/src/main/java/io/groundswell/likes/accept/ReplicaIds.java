package io.groundswell.likes.accept;

import io.groundswell.event.Replica;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;

/** Names the replicas of this process, none twice. Any thread may use it. */
public final class ReplicaIds {
    private final String region;
    private final String bootId;
    private final InstantSource clock;
    private final AtomicLong last = new AtomicLong();

    /**
     * @param region where this process runs
     * @param bootId of this life of this process and of no other, 1 to 30 of {@code A-Z a-z 0-9 - _}
     * @param clock says when a replica begins; the same that says when a like is accepted
     */
    public ReplicaIds(String region, String bootId, InstantSource clock) {
        this.region = region;
        this.bootId = bootId;
        this.clock = clock;
    }

    /** One that begins now. */
    Replica next() {
        return Replica.begin(region, bootId, last.incrementAndGet(), clock.millis());
    }
}

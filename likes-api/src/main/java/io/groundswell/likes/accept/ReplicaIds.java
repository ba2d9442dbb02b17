package io.groundswell.likes.accept;

import io.groundswell.event.Replica;
import java.util.concurrent.atomic.AtomicLong;

/** Names the replicas of this process, none twice. Any thread may use it. */
public final class ReplicaIds {
    private final String region;
    private final String bootId;
    private final AtomicLong last = new AtomicLong();

    /**
     * @param region where this process runs
     * @param bootId of this life of this process and of no other, 1 to 44 of {@code A-Z a-z 0-9 - _}
     */
    public ReplicaIds(String region, String bootId) {
        this.region = region;
        this.bootId = bootId;
    }

    Replica next() {
        return new Replica(region, bootId + "." + last.incrementAndGet());
    }
}

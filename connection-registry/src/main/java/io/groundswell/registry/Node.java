package io.groundswell.registry;

import java.net.URI;

/**
 * One node's row.
 *
 * @param id unique for the life of its process
 * @param deliveries where dispatchers post batches
 * @param stream {@code host:port} where viewers connect; what a balancer reads
 * @param leaseUntil in milliseconds since 1970; the row counts only before
 * @param connections how many streams it holds
 * @param draining whether it wants no new viewers
 * @param version rises with every write of this node
 * @param revision what it runs
 */
public record Node(
        String id,
        URI deliveries,
        String stream,
        long leaseUntil,
        int connections,
        boolean draining,
        long version,
        Revision revision) {
    /** One that does not say what it runs. */
    public Node(
            String id,
            URI deliveries,
            String stream,
            long leaseUntil,
            int connections,
            boolean draining,
            long version) {
        this(id, deliveries, stream, leaseUntil, connections, draining, version, Revision.UNKNOWN);
    }

    /** @param now in milliseconds since 1970 */
    public boolean isLive(long now) {
        return now < leaseUntil;
    }
}

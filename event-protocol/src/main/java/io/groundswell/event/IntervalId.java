package io.groundswell.event;

/**
 * Names what one packet of one replica adds to the packet before it.
 *
 * @param ordinal the packet's, from 1
 */
public record IntervalId(Replica replica, long ordinal) implements Comparable<IntervalId> {
    @Override
    public int compareTo(IntervalId other) {
        int byReplica = replica.compareTo(other.replica);
        return byReplica != 0 ? byReplica : Long.compare(ordinal, other.ordinal);
    }
}

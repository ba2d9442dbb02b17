package io.groundswell.event;

import java.util.Map;

/**
 * What all replicas of one region together counted that began before a time. It stands for them once no packet of any of them
 * can be taken any more, so it is never short of one: whoever has it leaves them out.
 *
 * @param before replicas that began before it are in the counts; in milliseconds since 1970
 * @param counts how often each reaction was counted, each at least 0
 */
public record Archive(long before, Map<String, Long> counts) {
    public static final Archive NONE = new Archive(0, Map.of());

    /** @throws InvalidEventException if a count is negative */
    public Archive {
        counts = Counts.copy(counts);
    }

    /** Whether the replica, of the same region, is in the counts. */
    public boolean covers(Replica replica) {
        return replica.begunBefore(before);
    }

    /** The one that reaches further; two that reach as far are alike, and should they not be, the larger count of each. */
    public Archive merge(Archive other) {
        if (before != other.before) {
            return before > other.before ? this : other;
        }
        return new Archive(before, Merge.pointwise(counts, other.counts, Math::max));
    }
}

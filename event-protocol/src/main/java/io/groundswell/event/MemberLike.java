package io.groundswell.event;

import java.util.Comparator;

/**
 * What one member did to one topic last: the later one wins, and of two at the same millisecond that of the greater reaction.
 *
 * @param acceptedAt in milliseconds since 1970
 */
public record MemberLike(String reaction, long acceptedAt) {
    private static final Comparator<MemberLike> ORDER =
            Comparator.comparingLong(MemberLike::acceptedAt).thenComparing(MemberLike::reaction);

    public MemberLike merge(MemberLike other) {
        return ORDER.compare(this, other) >= 0 ? this : other;
    }
}

package io.groundswell.event;

import java.util.Comparator;

/**
 * A value and who wrote it when. The later write wins; of two at the same millisecond, that of the greater writer.
 *
 * @param value JSON text
 * @param millis the writer's clock, in milliseconds since 1970; it rises with every write of that writer
 */
public record Register(String value, long millis, String writer) {
    private static final Comparator<Register> ORDER = Comparator.comparingLong(Register::millis)
            .thenComparing(Register::writer)
            .thenComparing(Register::value);

    public Register merge(Register other) {
        return ORDER.compare(this, other) >= 0 ? this : other;
    }
}

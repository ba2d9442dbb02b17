package io.groundswell.registry;

/** What reads cost. Source: DynamoDB Developer Guide, "Provisioned capacity mode", reads. */
public final class ReadUnits {
    /** What a partition gives in a second is 3,000; what all readers of one key together may plan to take. */
    public static final long BUDGET = 1_000;

    private static final long UNIT_BYTES = 4_096;

    /** @param bytes of all rows that a strongly consistent query reads */
    public static long ofQuery(long bytes) {
        return Math.max(1, Math.ceilDiv(bytes, UNIT_BYTES));
    }

    private ReadUnits() {}
}

package io.groundswell.likes.idempotency;

import io.groundswell.settings.Setting;
import io.groundswell.settings.Settings;
import java.time.Duration;
import java.util.List;

/**
 * How requests with a key are served.
 *
 * @param requests under way at a time, at least 1
 * @param timeout for one call to the table of keys, retries included, 100 ms to 30 s
 * @param lease how long a key whose process died stays claimed, 1 s to 5 min. A request that takes longer is not lost, but a
 *     repeat of it is no longer held off: a comment is stored once all the same, a like may count twice.
 */
public record IdempotencyConfig(int requests, Duration timeout, Duration lease) {
    private static final Duration LONGEST_LEASE = Duration.ofMinutes(5);
    private static final Setting<Integer> MAX_REQUESTS = Setting.number(
            "GROUNDSWELL_IDEMPOTENCY_MAX_REQUESTS",
            1,
            10_000,
            250,
            "Requests with an Idempotency-Key under way in a process; more are answered 503.");
    private static final Setting<Duration> TIMEOUT = Setting.millis(
            "GROUNDSWELL_IDEMPOTENCY_TIMEOUT_MILLIS",
            100,
            30_000,
            1_000,
            "How long one call to the table of Idempotency-Keys may take.");
    private static final Setting<Duration> LEASE = Setting.millis(
            "GROUNDSWELL_IDEMPOTENCY_LEASE_MILLIS",
            1_000,
            300_000,
            30_000,
            "How long an Idempotency-Key stays taken after the process that served it died; longer than a request takes.");

    /** Every key that is read. */
    public static final List<Setting<?>> SETTINGS = List.of(MAX_REQUESTS, TIMEOUT, LEASE);

    public IdempotencyConfig {
        if (requests < 1) {
            throw new IllegalArgumentException("keyed requests: " + requests + " (expected: 1 or more)");
        }
        if (timeout.toMillis() < 100 || timeout.toSeconds() > 30) {
            throw new IllegalArgumentException("idempotency timeout: " + timeout + " (expected: 100 ms to 30 s)");
        }
        if (lease.toMillis() < 1_000 || lease.compareTo(LONGEST_LEASE) > 0) {
            throw new IllegalArgumentException("idempotency lease: " + lease + " (expected: 1 s to 5 min)");
        }
    }

    public static IdempotencyConfig read(Settings settings) {
        return new IdempotencyConfig(settings.get(MAX_REQUESTS), settings.get(TIMEOUT), settings.get(LEASE));
    }
}

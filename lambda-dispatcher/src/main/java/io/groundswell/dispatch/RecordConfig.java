package io.groundswell.dispatch;

import io.groundswell.settings.Setting;
import io.groundswell.settings.Settings;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What is kept, and for how long.
 *
 * @param history how long after their acceptance comments, messages and notifications are kept
 * @param likers how long after a member's last like of a topic it is kept; empty where it is not kept at all
 * @param messages how long they can live
 */
record RecordConfig(Duration history, Optional<Duration> likers, MessageLife messages) {
    private static final Setting<Integer> HISTORY_RETENTION = Setting.number(
            "GROUNDSWELL_HISTORY_RETENTION_DAYS",
            1,
            3_650,
            30,
            "How many days comments, messages and notifications are kept.");
    private static final Setting<Boolean> LIKER_RECORDS = Setting.flag(
            "GROUNDSWELL_LIKER_RECORDS",
            true,
            "Whether it is recorded who liked what; else only a sample of those behind a count is named to viewers.");
    private static final Setting<Integer> LIKER_RETENTION = Setting.number(
            "GROUNDSWELL_LIKER_RETENTION_DAYS",
            1,
            3_650,
            365,
            "How many days after a member's last like of a video it is kept that it was liked; the count stays.");
    private static final Setting<Integer> QUEUE_RETENTION =
            Setting.number("GROUNDSWELL_QUEUE_RETENTION_DAYS", 1, 14, 4, "How many days the queue keeps a message.");
    private static final Setting<Integer> DEAD_LETTER_RETENTION = Setting.number(
            "GROUNDSWELL_DEAD_LETTER_RETENTION_DAYS",
            1,
            14,
            14,
            "How many days the dead-letter queue keeps a message.");

    static final List<Setting<?>> SETTINGS =
            List.of(HISTORY_RETENTION, LIKER_RECORDS, LIKER_RETENTION, QUEUE_RETENTION, DEAD_LETTER_RETENTION);

    RecordConfig {
        requirePositive("history retention", history);
        likers.ifPresent(retention -> requirePositive("liker retention", retention));
    }

    static RecordConfig read(Settings settings) {
        Duration likers = Duration.ofDays(settings.get(LIKER_RETENTION));
        return new RecordConfig(
                Duration.ofDays(settings.get(HISTORY_RETENTION)),
                settings.get(LIKER_RECORDS) ? Optional.of(likers) : Optional.empty(),
                new MessageLife(
                        Duration.ofDays(settings.get(QUEUE_RETENTION)),
                        Duration.ofDays(settings.get(DEAD_LETTER_RETENTION))));
    }

    private static void requirePositive(String name, Duration value) {
        if (!value.isPositive()) {
            throw new IllegalArgumentException(name + ": " + value + " (expected: more than zero)");
        }
    }
}

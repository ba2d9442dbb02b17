package io.groundswell.infra.config;

import io.groundswell.settings.Setting;
import io.groundswell.settings.Settings;
import java.util.List;
import java.util.Set;

/**
 * How long things are kept.
 *
 * @param messageDays in the queue between API and dispatcher
 * @param deadLetterDays messages that could not be handled
 * @param historyDays comments, messages and notifications
 * @param likers who liked what
 * @param logDays what processes write
 * @param keepTables whether counters and history outlive their stack
 */
public record Retention(
        int messageDays, int deadLetterDays, int historyDays, Likers likers, int logDays, boolean keepTables) {
    /**
     * @param areRecorded whether it is recorded who liked what
     * @param days after a member's last like of a video
     */
    public record Likers(boolean areRecorded, int days) {}

    /** Those that CloudWatch Logs has, up to a year. */
    private static final Set<Integer> LOG_DAYS = Set.of(1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365);

    private static final Setting<Integer> MESSAGES = Setting.number(
            "groundswell:messageRetentionDays",
            1,
            13,
            4,
            "How long an accepted message waits for the dispatcher at most.");
    private static final Setting<Integer> DEAD_LETTERS = Setting.number(
            "groundswell:deadLetterRetentionDays",
            1,
            14,
            14,
            "How long a message that could not be handled waits for a redrive, counted from when it was sent.");
    private static final Setting<Integer> HISTORY = Setting.number(
            "groundswell:historyRetentionDays",
            1,
            3_650,
            30,
            "How long comments, messages and notifications are kept.");
    private static final Setting<Boolean> LIKER_RECORDS = Setting.flag(
            "groundswell:likerRecords",
            true,
            "Whether it is recorded who liked what; else only a sample of those behind a count is named to viewers.");
    private static final Setting<Integer> LIKERS = Setting.number(
            "groundswell:likerRetentionDays",
            1,
            3_650,
            365,
            "How many days after a member's last like of a video it is kept that it was liked; the count stays.");
    private static final Setting<Integer> LOGS = new Setting<>(
            "groundswell:logRetentionDays",
            "number",
            Checks.names(LOG_DAYS),
            "14",
            false,
            "How long logs are kept.",
            Checks.oneOf(LOG_DAYS));
    private static final Setting<Boolean> KEEP_TABLES = Setting.flag(
            "groundswell:keepTables",
            true,
            "Whether counters and history stay when their stack is destroyed, and are protected from deletion.");

    static final List<Setting<?>> SETTINGS =
            List.of(MESSAGES, DEAD_LETTERS, HISTORY, LIKER_RECORDS, LIKERS, LOGS, KEEP_TABLES);

    /** @throws IllegalArgumentException if a dead letter would be gone before the queue gives it up */
    public Retention {
        if (deadLetterDays <= messageDays) {
            throw new IllegalArgumentException(DEAD_LETTERS.name() + ": " + deadLetterDays + " (expected: longer than "
                    + MESSAGES.name() + ", " + messageDays + " days)");
        }
    }

    static Retention read(Settings settings) {
        return new Retention(
                settings.get(MESSAGES),
                settings.get(DEAD_LETTERS),
                settings.get(HISTORY),
                new Likers(settings.get(LIKER_RECORDS), settings.get(LIKERS)),
                settings.get(LOGS),
                settings.get(KEEP_TABLES));
    }
}

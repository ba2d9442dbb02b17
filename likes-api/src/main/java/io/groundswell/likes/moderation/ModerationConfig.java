package io.groundswell.likes.moderation;

import io.groundswell.settings.Setting;
import io.groundswell.settings.Settings;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How comments are moderated.
 *
 * @param url of the service that decides, or none
 * @param timeout for one verdict, 10 ms to 10 s
 * @param fallback what counts where there is no verdict
 * @param calls under way at a time, at least 1
 */
public record ModerationConfig(Optional<URI> url, Duration timeout, Fallback fallback, int calls) {
    /** What becomes of a comment without a verdict. */
    public enum Fallback {
        ALLOW,
        /** For the moment: 503. */
        REFUSE
    }

    private static final Setting<Optional<URI>> URL = Setting.address(
            "GROUNDSWELL_MODERATION_URL", "", "Where each comment is posted before it is taken; empty asks nobody.");
    private static final Setting<Duration> TIMEOUT = Setting.millis(
            "GROUNDSWELL_MODERATION_TIMEOUT_MILLIS", 10, 10_000, 200, "How long a verdict on a comment may take.");
    private static final Setting<Fallback> FALLBACK = Setting.choice(
            "GROUNDSWELL_MODERATION_FALLBACK",
            Fallback.class,
            Fallback.REFUSE,
            "What becomes of a comment when there is no verdict in time: it is taken, or answered 503.");
    private static final Setting<Integer> MAX_CALLS = Setting.number(
            "GROUNDSWELL_MODERATION_MAX_CALLS",
            1,
            10_000,
            200,
            "Comments of a process that are being moderated; for more there is no verdict.");

    /** Every key that is read. */
    public static final List<Setting<?>> SETTINGS = List.of(URL, TIMEOUT, FALLBACK, MAX_CALLS);

    public ModerationConfig {
        if (timeout.toMillis() < 10 || timeout.toSeconds() > 10) {
            throw new IllegalArgumentException("moderation timeout: " + timeout + " (expected: 10 ms to 10 s)");
        }
        if (calls < 1) {
            throw new IllegalArgumentException("moderation calls: " + calls + " (expected: 1 or more)");
        }
    }

    public static ModerationConfig read(Settings settings) {
        return new ModerationConfig(
                settings.get(URL), settings.get(TIMEOUT), settings.get(FALLBACK), settings.get(MAX_CALLS));
    }
}

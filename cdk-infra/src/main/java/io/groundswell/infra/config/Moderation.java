package io.groundswell.infra.config;

import io.groundswell.settings.Setting;
import io.groundswell.settings.Settings;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Who decides whether a comment may be shown. Time and fallback count too for a moderation that the API's image has of itself.
 *
 * @param url of the service that is asked, none for nobody
 * @param timeout for one verdict
 * @param fallback what becomes of a comment without a verdict
 */
public record Moderation(Optional<URI> url, Duration timeout, Fallback fallback) {
    /** What becomes of a comment without a verdict. */
    public enum Fallback {
        ALLOW,
        REFUSE
    }

    private static final Setting<Optional<URI>> URL = Setting.address(
            "groundswell:moderationUrl",
            "",
            "Where the API posts each comment before it takes it; needs an egress. Empty asks nobody.");
    private static final Setting<Duration> TIMEOUT = Setting.millis(
            "groundswell:moderationTimeoutMillis", 10, 10_000, 200, "How long a verdict on a comment may take.");
    private static final Setting<Fallback> FALLBACK = Setting.choice(
            "groundswell:moderationFallback",
            Fallback.class,
            Fallback.REFUSE,
            "What becomes of a comment when there is no verdict in time: it is taken, or answered 503.");

    static final List<Setting<?>> SETTINGS = List.of(URL, TIMEOUT, FALLBACK);

    static Moderation read(Settings settings) {
        return new Moderation(settings.get(URL), settings.get(TIMEOUT), settings.get(FALLBACK));
    }
}

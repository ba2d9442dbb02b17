package io.groundswell.local;

import io.groundswell.likes.LikesApiConfig;
import io.groundswell.settings.Setting;
import io.groundswell.settings.Settings;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * The API as the launcher runs it, with the page.
 *
 * @param stream the balancer's address, such as http://localhost:8081
 * @param deadLetterQueueUrl what the local status tells to "dlq"
 */
public record LocalApiConfig(LikesApiConfig api, URI stream, String deadLetterQueueUrl) {
    private static final Setting<Optional<URI>> STREAM = Setting.address(
            "GROUNDSWELL_LOCAL_STREAM",
            "http://localhost:8081",
            "Where the demo page and the local status say that streams are; the launcher sets it.");

    private static final Setting<String> DEAD_LETTER_QUEUE_URL = Setting.text(
            "GROUNDSWELL_DEAD_LETTER_QUEUE_URL",
            null,
            "Where the local status says that dead letters are; the launcher sets it.");

    /** Besides {@link LikesApiConfig#SETTINGS}. */
    public static final List<Setting<?>> SETTINGS = List.of(STREAM, DEAD_LETTER_QUEUE_URL);

    public static LocalApiConfig read(Settings settings) {
        return new LocalApiConfig(
                LikesApiConfig.read(settings), settings.get(STREAM).orElseThrow(), settings.get(DEAD_LETTER_QUEUE_URL));
    }
}

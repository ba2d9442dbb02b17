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
 */
public record LocalApiConfig(LikesApiConfig api, URI stream) {
    private static final Setting<Optional<URI>> STREAM = Setting.address(
            "GROUNDSWELL_LOCAL_STREAM",
            "http://localhost:8081",
            "Where the demo page and the local status say that streams are; the launcher sets it.");

    /** Besides {@link LikesApiConfig#SETTINGS}. */
    public static final List<Setting<?>> SETTINGS = List.of(STREAM);

    public static LocalApiConfig read(Settings settings) {
        return new LocalApiConfig(
                LikesApiConfig.read(settings), settings.get(STREAM).orElseThrow());
    }
}

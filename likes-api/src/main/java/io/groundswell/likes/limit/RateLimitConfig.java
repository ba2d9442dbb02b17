package io.groundswell.likes.limit;

import io.groundswell.settings.Setting;
import io.groundswell.settings.Settings;
import java.util.List;

/**
 * How often clients may ask one API process; each process counts for itself.
 *
 * @param likes of one member
 * @param comments of one member
 * @param address requests of any kind from one address, an IPv6 address standing for its /64
 * @param trustedProxies as {@link io.groundswell.http.ClientAddress} has it
 */
public record RateLimitConfig(Rate likes, Rate comments, Rate address, int trustedProxies) {
    private static final int MOST = 1_000_000;

    private static final Setting<Integer> LIKES = Setting.number(
            "GROUNDSWELL_API_MEMBER_LIKES_PER_SECOND",
            0,
            MOST,
            20,
            "Likes of one member a second and process; more are answered 429. 0 for any number.");
    private static final Setting<Integer> LIKES_BURST = Setting.number(
            "GROUNDSWELL_API_MEMBER_LIKES_BURST", 1, MOST, 40, "Likes of one member at once, after a pause.");
    private static final Setting<Integer> COMMENTS = Setting.number(
            "GROUNDSWELL_API_MEMBER_COMMENTS_PER_SECOND",
            0,
            MOST,
            2,
            "Comments of one member a second and process; more are answered 429. 0 for any number.");
    private static final Setting<Integer> COMMENTS_BURST = Setting.number(
            "GROUNDSWELL_API_MEMBER_COMMENTS_BURST", 1, MOST, 10, "Comments of one member at once, after a pause.");
    private static final Setting<Integer> ADDRESS = Setting.number(
            "GROUNDSWELL_API_ADDRESS_PER_SECOND",
            0,
            MOST,
            1_000,
            "Requests from one address a second and process, for IPv6 from one /64; more are answered 429. 0 for any"
                    + " number.");
    private static final Setting<Integer> ADDRESS_BURST = Setting.number(
            "GROUNDSWELL_API_ADDRESS_BURST", 1, MOST, 2_000, "Requests from one address at once, after a pause.");
    private static final Setting<Integer> TRUSTED_PROXIES = Setting.number(
            "GROUNDSWELL_TRUSTED_PROXIES",
            0,
            16,
            0,
            "Proxies of one's own before the API that add to X-Forwarded-For; 0 counts the socket's address.");

    public static final List<Setting<?>> SETTINGS =
            List.of(LIKES, LIKES_BURST, COMMENTS, COMMENTS_BURST, ADDRESS, ADDRESS_BURST, TRUSTED_PROXIES);

    public static RateLimitConfig read(Settings settings) {
        return new RateLimitConfig(
                new Rate(settings.get(LIKES), settings.get(LIKES_BURST)),
                new Rate(settings.get(COMMENTS), settings.get(COMMENTS_BURST)),
                new Rate(settings.get(ADDRESS), settings.get(ADDRESS_BURST)),
                settings.get(TRUSTED_PROXIES));
    }
}

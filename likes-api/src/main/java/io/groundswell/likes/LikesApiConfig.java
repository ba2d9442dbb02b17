package io.groundswell.likes;

import io.groundswell.access.TokenConfig;
import io.groundswell.aws.AwsConfig;
import io.groundswell.aws.metrics.MetricsConfig;
import io.groundswell.http.Cors;
import io.groundswell.http.HttpLimits;
import io.groundswell.http.HttpServerConfig;
import io.groundswell.http.Peers;
import io.groundswell.likes.accept.OutboxConfig;
import io.groundswell.likes.http.Reactions;
import io.groundswell.likes.idempotency.IdempotencyConfig;
import io.groundswell.likes.limit.RateLimitConfig;
import io.groundswell.likes.moderation.ModerationConfig;
import io.groundswell.settings.Setting;
import io.groundswell.settings.Settings;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * How one API process runs.
 *
 * @param metrics whether it writes some for CloudWatch
 * @param tokens whose it trusts
 * @param server where it listens
 * @param threads event loops; 0 for one per processor
 * @param queueUrl of the queue that dispatchers read
 * @param reactions what a like may be
 * @param outbox how it counts, packs and repeats
 * @param sendTimeout for one call to the queue, 100 ms to 30 s
 * @param reads how it reads the store
 * @param limits how often clients may ask
 * @param idempotency how it serves requests with a key
 * @param moderation who decides about comments
 */
public record LikesApiConfig(
        AwsConfig aws,
        MetricsConfig metrics,
        TokenConfig tokens,
        HttpServerConfig server,
        int threads,
        String queueUrl,
        Reactions reactions,
        OutboxConfig outbox,
        Duration sendTimeout,
        ReadLimits reads,
        RateLimitConfig limits,
        IdempotencyConfig idempotency,
        ModerationConfig moderation) {
    private static final Setting<String> HOST =
            Setting.text("GROUNDSWELL_API_HOST", "0.0.0.0", "The address that the API listens on.");
    private static final Setting<Integer> PORT = Setting.number(
            "GROUNDSWELL_API_PORT", 0, 65_535, 8080, "The port that the API listens on; 0 takes a free one.");
    private static final Setting<Integer> THREADS =
            Setting.number("GROUNDSWELL_API_THREADS", 0, 256, 0, "Event loops; 0 for one per processor.");
    private static final Setting<Set<String>> CORS_ORIGINS = Setting.list(
            "GROUNDSWELL_CORS_ORIGINS",
            "origins such as https://example.com",
            "",
            "Which pages of other origins may use the API from a browser.");
    private static final Setting<Boolean> PROXY_PROTOCOL = Setting.flag(
            "GROUNDSWELL_PROXY_PROTOCOL",
            false,
            "Whether each connection to the API begins with a header of PROXY protocol, version 2.");
    private static final Setting<String> QUEUE_URL =
            Setting.text("GROUNDSWELL_QUEUE_URL", null, "The SQS queue that dispatchers read.");
    private static final Setting<Set<String>> REACTIONS = Setting.list(
            "GROUNDSWELL_REACTIONS",
            "1 to 64 names, each 1 to 32 of a-z 0-9 _ -",
            "like,love,laugh,wow,clap",
            "What a like may be.");
    private static final Setting<Duration> SEND_TIMEOUT = Setting.millis(
            "GROUNDSWELL_API_SEND_TIMEOUT_MILLIS", 100, 30_000, 1_000, "How long one call to SQS may take.");
    private static final Setting<Integer> MAX_READS = Setting.number(
            "GROUNDSWELL_API_MAX_READS", 1, 10_000, 200, "Reads under way in a process; more are answered 503.");
    private static final Setting<Duration> READ_TIMEOUT = Setting.millis(
            "GROUNDSWELL_API_READ_TIMEOUT_MILLIS", 100, 30_000, 2_000, "How long one read of the store may take.");

    private static final List<Setting<?>> OWN_SETTINGS = List.of(
            HOST,
            PORT,
            THREADS,
            CORS_ORIGINS,
            PROXY_PROTOCOL,
            QUEUE_URL,
            REACTIONS,
            SEND_TIMEOUT,
            MAX_READS,
            READ_TIMEOUT);

    /** Every key that is read. */
    public static final List<Setting<?>> SETTINGS = Stream.of(
                    OWN_SETTINGS,
                    OutboxSettings.SETTINGS,
                    RateLimitConfig.SETTINGS,
                    IdempotencyConfig.SETTINGS,
                    ModerationConfig.SETTINGS,
                    AwsConfig.SETTINGS,
                    MetricsConfig.SETTINGS,
                    TokenConfig.SETTINGS)
            .<Setting<?>>flatMap(List::stream)
            .toList();

    /**
     * How the store is read.
     *
     * @param most at a time, at least 1
     * @param timeout for one read, retries included, 100 ms to 30 s
     */
    public record ReadLimits(int most, Duration timeout) {
        public ReadLimits {
            if (most < 1) {
                throw new IllegalArgumentException("reads: " + most + " (expected: 1 or more)");
            }
            requireTimeout("read timeout", timeout);
        }
    }

    public LikesApiConfig {
        if (threads < 0) {
            throw new IllegalArgumentException("threads: " + threads + " (expected: 0 or more)");
        }
        if (queueUrl.isEmpty()) {
            throw new IllegalArgumentException("queue URL: empty (expected: the URL of an SQS queue)");
        }
        requireTimeout("send timeout", sendTimeout);
    }

    public static LikesApiConfig read(Settings settings) {
        return new LikesApiConfig(
                AwsConfig.read(settings),
                MetricsConfig.read(settings),
                TokenConfig.read(settings),
                server(settings),
                settings.get(THREADS),
                settings.get(QUEUE_URL),
                new Reactions(settings.get(REACTIONS)),
                OutboxSettings.read(settings),
                settings.get(SEND_TIMEOUT),
                new ReadLimits(settings.get(MAX_READS), settings.get(READ_TIMEOUT)),
                RateLimitConfig.read(settings),
                IdempotencyConfig.read(settings),
                ModerationConfig.read(settings));
    }

    private static HttpServerConfig server(Settings settings) {
        Peers usual = Peers.DEFAULT;
        return new HttpServerConfig(
                        settings.get(HOST),
                        settings.get(PORT),
                        HttpLimits.DEFAULT,
                        new Cors(settings.get(CORS_ORIGINS)),
                        "api")
                .withPeers(new Peers(usual.maxConnections(), settings.get(PROXY_PROTOCOL), usual.lostAfter()));
    }

    private static void requireTimeout(String name, Duration timeout) {
        if (timeout.toMillis() < 100 || timeout.toSeconds() > 30) {
            throw new IllegalArgumentException(name + ": " + timeout + " (expected: 100 ms to 30 s)");
        }
    }
}

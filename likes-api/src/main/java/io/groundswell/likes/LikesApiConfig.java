package io.groundswell.likes;

import io.groundswell.access.TokenConfig;
import io.groundswell.aws.AwsConfig;
import io.groundswell.http.Cors;
import io.groundswell.http.HttpLimits;
import io.groundswell.http.HttpServerConfig;
import io.groundswell.likes.accept.OutboxConfig;
import io.groundswell.likes.accept.OutboxLimits;
import io.groundswell.likes.accept.RetryPolicy;
import io.groundswell.likes.http.Reactions;
import io.groundswell.settings.Setting;
import io.groundswell.settings.Settings;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * How one API process runs.
 *
 * @param tokens whose it trusts
 * @param server where it listens
 * @param threads event loops; 0 for one per processor
 * @param queueUrl of the queue that dispatchers read
 * @param reactions what a like may be
 * @param outbox how it counts, packs and repeats
 * @param sendTimeout for one attempt to send a message, 100 ms to 30 s
 * @param reads how it reads the store
 */
public record LikesApiConfig(
        AwsConfig aws,
        TokenConfig tokens,
        HttpServerConfig server,
        int threads,
        String queueUrl,
        Reactions reactions,
        OutboxConfig outbox,
        Duration sendTimeout,
        ReadLimits reads) {
    private static final int DAY_MILLIS = 86_400_000;

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
    private static final Setting<String> QUEUE_URL =
            Setting.text("GROUNDSWELL_QUEUE_URL", null, "The SQS queue that dispatchers read.");
    private static final Setting<Set<String>> REACTIONS = Setting.list(
            "GROUNDSWELL_REACTIONS",
            "1 to 64 names, each 1 to 32 of a-z 0-9 _ -",
            "like,love,laugh,wow,clap",
            "What a like may be.");
    private static final Setting<Integer> PROCESSES = Setting.number(
            "GROUNDSWELL_API_PROCESSES",
            1,
            10_000,
            1,
            "API processes that run: together they send a video's likes in at most 500 messages a second.");
    private static final Setting<Integer> MAX_REQUESTS = Setting.number(
            "GROUNDSWELL_API_MAX_REQUESTS",
            1,
            1_000_000,
            20_000,
            "Published requests under way in a process; more are answered 503.");
    private static final Setting<Integer> MAX_TOPICS = Setting.number(
            "GROUNDSWELL_API_MAX_TOPICS",
            1,
            10_000_000,
            100_000,
            "Topics that a process holds; the longest unused one makes room for another.");
    private static final Setting<Duration> TOPIC_IDLE = Setting.millis(
            "GROUNDSWELL_API_TOPIC_IDLE_MILLIS",
            1_000,
            DAY_MILLIS,
            600_000,
            "How long a topic is unused until it is forgotten; its next like begins a new counter.");
    private static final Setting<Integer> MAX_WAITING_COMMENTS = Setting.number(
            "GROUNDSWELL_API_MAX_WAITING_COMMENTS",
            1,
            1_000_000,
            1_000,
            "Comments of one topic that wait for messages before them; more are answered 503.");
    private static final Setting<Integer> COMMENT_MESSAGES = Setting.number(
            "GROUNDSWELL_API_COMMENT_MESSAGES", 1, 100, 4, "Messages with comments of one topic in flight.");
    private static final Setting<Integer> SEND_ATTEMPTS = Setting.number(
            "GROUNDSWELL_API_SEND_ATTEMPTS",
            1,
            10,
            3,
            "How often a message of unknown outcome is sent until it is given up, the first time included.");
    private static final Setting<Duration> RETRY_DELAY = Setting.millis(
            "GROUNDSWELL_API_RETRY_DELAY_MILLIS",
            1,
            10_000,
            100,
            "How long the second attempt of a message waits at most; the wait doubles with every attempt.");
    private static final Setting<Duration> SEND_TIMEOUT = Setting.millis(
            "GROUNDSWELL_API_SEND_TIMEOUT_MILLIS", 100, 30_000, 3_000, "How long one attempt to send may take.");
    private static final Setting<Integer> MAX_READS = Setting.number(
            "GROUNDSWELL_API_MAX_READS", 1, 10_000, 200, "Reads under way in a process; more are answered 503.");
    private static final Setting<Duration> READ_TIMEOUT = Setting.millis(
            "GROUNDSWELL_API_READ_TIMEOUT_MILLIS", 100, 30_000, 2_000, "How long one read of the store may take.");

    private static final List<Setting<?>> OWN_SETTINGS = List.of(
            HOST,
            PORT,
            THREADS,
            CORS_ORIGINS,
            QUEUE_URL,
            REACTIONS,
            PROCESSES,
            MAX_REQUESTS,
            MAX_TOPICS,
            TOPIC_IDLE,
            MAX_WAITING_COMMENTS,
            COMMENT_MESSAGES,
            SEND_ATTEMPTS,
            RETRY_DELAY,
            SEND_TIMEOUT,
            MAX_READS,
            READ_TIMEOUT);

    /** Every key that is read. */
    public static final List<Setting<?>> SETTINGS = Stream.of(OWN_SETTINGS, AwsConfig.SETTINGS, TokenConfig.SETTINGS)
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
                TokenConfig.read(settings),
                server(settings),
                settings.get(THREADS),
                settings.get(QUEUE_URL),
                new Reactions(settings.get(REACTIONS)),
                outbox(settings),
                settings.get(SEND_TIMEOUT),
                new ReadLimits(settings.get(MAX_READS), settings.get(READ_TIMEOUT)));
    }

    private static HttpServerConfig server(Settings settings) {
        return new HttpServerConfig(
                settings.get(HOST),
                settings.get(PORT),
                HttpLimits.DEFAULT,
                new Cors(settings.get(CORS_ORIGINS)),
                "api");
    }

    private static OutboxConfig outbox(Settings settings) {
        return new OutboxConfig(
                settings.get(PROCESSES),
                new RetryPolicy(settings.get(SEND_ATTEMPTS), settings.get(RETRY_DELAY)),
                new OutboxLimits(
                        settings.get(MAX_REQUESTS),
                        settings.get(MAX_TOPICS),
                        settings.get(TOPIC_IDLE),
                        settings.get(MAX_WAITING_COMMENTS),
                        settings.get(COMMENT_MESSAGES)));
    }

    private static void requireTimeout(String name, Duration timeout) {
        if (timeout.toMillis() < 100 || timeout.toSeconds() > 30) {
            throw new IllegalArgumentException(name + ": " + timeout + " (expected: 100 ms to 30 s)");
        }
    }
}

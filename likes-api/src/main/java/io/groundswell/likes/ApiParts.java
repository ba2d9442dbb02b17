package io.groundswell.likes;

import com.github.benmanes.caffeine.cache.Ticker;
import com.github.f4b6a3.ulid.UlidFactory;
import io.groundswell.access.Tokens;
import io.groundswell.aws.AwsClients;
import io.groundswell.aws.metrics.EmbeddedMeters;
import io.groundswell.event.Topic;
import io.groundswell.http.ClientAddress;
import io.groundswell.http.EventLoops;
import io.groundswell.http.Routes;
import io.groundswell.http.Transport;
import io.groundswell.likes.accept.EventIds;
import io.groundswell.likes.accept.Loop;
import io.groundswell.likes.accept.MessageQueue;
import io.groundswell.likes.accept.Outbox;
import io.groundswell.likes.accept.OutboxConfig;
import io.groundswell.likes.accept.ReplicaIds;
import io.groundswell.likes.http.ApiRoutes;
import io.groundswell.likes.http.Publishing;
import io.groundswell.likes.http.Reads;
import io.groundswell.likes.http.VideoReads;
import io.groundswell.likes.idempotency.KeyedRequests;
import io.groundswell.likes.limit.RateLimits;
import io.groundswell.likes.metrics.ApiMetric;
import io.groundswell.likes.metrics.ApiMetrics;
import io.groundswell.likes.metrics.FailureLog;
import io.groundswell.likes.moderation.Moderations;
import io.groundswell.likes.moderation.Moderator;
import io.groundswell.likes.queue.SqsQueue;
import io.groundswell.registry.NodeLookup;
import io.groundswell.registry.dynamodb.DynamoNodeDirectory;
import io.groundswell.registry.dynamodb.DynamoSubscriptions;
import io.groundswell.store.dynamodb.DynamoCounters;
import io.groundswell.store.dynamodb.DynamoHistory;
import io.groundswell.store.dynamodb.DynamoIdempotencyKeys;
import io.groundswell.store.dynamodb.DynamoLikers;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.StreamSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** What the server of a process stands on: event loops, clients, the outbox. Owned by who starts the process. */
final class ApiParts implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ApiParts.class);

    /** What the metrics that it writes for CloudWatch say that they are of. */
    private static final String COMPONENT = "api";

    /** Fewer than the SDK's client has connections, so that no call waits for one and runs out of time there. */
    private static final int MOST_QUEUE_CALLS = 250;

    /** How long what was taken in may take to be answered when the process stops. */
    private static final Duration FLUSH = Duration.ofSeconds(5);

    /** Only writers use it, and the API writes no history. */
    private static final Duration NO_RETENTION = Duration.ZERO;

    private final InstantSource clock = InstantSource.system();
    private final LikesApiConfig config;
    private final PrometheusMeterRegistry page = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final MeterRegistry registry;
    private final ApiMetrics metrics;
    private final EventLoops loops;
    private final MessageQueue queue;
    private final DynamoDbClient dynamoDb;
    private final Reads reads;
    private final Moderator moderator;
    /** Connections of their own: reads that hang must not keep a key from being claimed. */
    private final DynamoDbClient keysDynamoDb;

    private final KeyedRequests keyed;
    private final Outbox outbox;
    private final Tokens tokens;

    /**
     * @param queue which it closes
     * @param output takes metrics for CloudWatch, where it writes such
     */
    ApiParts(LikesApiConfig config, MessageQueue queue, Consumer<String> output) {
        this.config = config;
        this.registry = EmbeddedMeters.beside(page, config.metrics().lines(COMPONENT, output), ApiMetric.embedded());
        this.metrics = new ApiMetrics(registry);
        this.moderator = moderator(config);
        this.tokens = new Tokens(config.tokens(), clock);
        this.queue = queue;
        AwsClients aws = new AwsClients(config.aws());
        this.dynamoDb = aws.dynamoDb(config.reads().timeout());
        this.reads = new Reads(config.reads().most(), metrics, clock);
        this.keysDynamoDb = aws.dynamoDb(config.idempotency().timeout());
        this.keyed = keyed(config);
        this.loops = EventLoops.start(Transport.best(), threads(), "api");
        this.outbox = outbox();
    }

    /** The queue that the configuration names. */
    static MessageQueue sqs(LikesApiConfig config) {
        return new SqsQueue(
                new AwsClients(config.aws()).sqs(config.sendTimeout()),
                config.queueUrl(),
                new FailureLog(LoggerFactory.getLogger(SqsQueue.class), InstantSource.system()));
    }

    EventLoops loops() {
        return loops;
    }

    /** Where the server puts its own meters. */
    MeterRegistry registry() {
        return registry;
    }

    /** What {@code /metrics} shows. */
    PrometheusMeterRegistry page() {
        return page;
    }

    Routes routes() {
        String region = config.aws().region();
        EventIds ids = new EventIds(UlidFactory.newMonotonicInstance(), region);
        return ApiRoutes.of(
                tokens,
                new RateLimits(config.limits(), metrics, Ticker.systemTicker()),
                new Publishing(outbox, ids, config.reactions(), keyed, moderator, clock, metrics),
                videoReads(),
                reads);
    }

    private Moderator moderator(LikesApiConfig with) {
        ClassLoader services = Thread.currentThread().getContextClassLoader();
        return new Moderator(Moderations.of(with.moderation(), services), with.moderation(), metrics, clock);
    }

    private KeyedRequests keyed(LikesApiConfig with) {
        DynamoIdempotencyKeys keys = new DynamoIdempotencyKeys(
                keysDynamoDb, with.aws().tablePrefix(), with.idempotency().lease(), clock);
        ClientAddress addresses = new ClientAddress(with.limits().trustedProxies());
        return new KeyedRequests(keys, addresses, with.idempotency().requests(), metrics, clock);
    }

    private int threads() {
        return config.threads() > 0 ? config.threads() : Runtime.getRuntime().availableProcessors();
    }

    private Outbox outbox() {
        List<Loop> each = StreamSupport.stream(loops.group().spliterator(), false)
                .<Loop>map(NettyLoop::new)
                .toList();
        OutboxConfig sending = config.outbox().withCallsAtMost(Math.max(1, MOST_QUEUE_CALLS / each.size()));
        String bootId = UlidFactory.newInstance().create().toLowerCase();
        ReplicaIds ids = new ReplicaIds(config.aws().region(), bootId, clock);
        return Outbox.over(each, queue, sending, ids, new Outbox.Instruments(new Random(), metrics));
    }

    private VideoReads videoReads() {
        String prefix = config.aws().tablePrefix();
        NodeLookup lookup = new NodeLookup(
                new DynamoNodeDirectory(dynamoDb, config.aws().region(), prefix),
                new DynamoSubscriptions(dynamoDb, prefix),
                clock,
                Ticker.systemTicker());
        VideoReads.Stores stores = new VideoReads.Stores(
                new DynamoCounters(dynamoDb, prefix),
                new DynamoHistory(dynamoDb, prefix, NO_RETENTION),
                config.outbox().packing().likerRecords()
                        ? Optional.of(new DynamoLikers(dynamoDb, prefix, NO_RETENTION, clock))
                        : Optional.empty());
        return new VideoReads(stores, topic -> viewers(lookup, topic), Ticker.systemTicker());
    }

    private static int viewers(NodeLookup lookup, Topic topic) {
        return lookup.viewersOf(topic).values().stream()
                .mapToInt(Integer::intValue)
                .sum();
    }

    /** Waits for what was taken in, within bounds, and ends everything. */
    @Override
    public void close() {
        moderator.close();
        flush();
        keyed.close();
        tokens.close();
        reads.close();
        queue.close();
        dynamoDb.close();
        keysDynamoDb.close();
        loops.close();
        registry.close();
    }

    private void flush() {
        try {
            if (!outbox.awaitQuiet(FLUSH)) {
                LOG.warn(
                        "requests under way: {} after {} (expected: 0), their outcome is unknown",
                        outbox.waiting(),
                        FLUSH);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

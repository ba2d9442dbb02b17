package io.groundswell.likes;

import com.github.benmanes.caffeine.cache.Ticker;
import com.github.f4b6a3.ulid.UlidFactory;
import io.groundswell.access.Tokens;
import io.groundswell.aws.AwsClients;
import io.groundswell.event.Topic;
import io.groundswell.http.EventLoops;
import io.groundswell.http.Routes;
import io.groundswell.http.Transport;
import io.groundswell.likes.accept.EventIds;
import io.groundswell.likes.accept.Loop;
import io.groundswell.likes.accept.MessageQueue;
import io.groundswell.likes.accept.Outbox;
import io.groundswell.likes.accept.ReplicaIds;
import io.groundswell.likes.http.ApiRoutes;
import io.groundswell.likes.http.Publishing;
import io.groundswell.likes.http.Reads;
import io.groundswell.likes.http.VideoReads;
import io.groundswell.likes.metrics.ApiMetrics;
import io.groundswell.likes.metrics.FailureLog;
import io.groundswell.likes.queue.SqsQueue;
import io.groundswell.registry.NodeLookup;
import io.groundswell.registry.dynamodb.DynamoNodeDirectory;
import io.groundswell.registry.dynamodb.DynamoSubscriptions;
import io.groundswell.store.dynamodb.DynamoCounters;
import io.groundswell.store.dynamodb.DynamoHistory;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import java.util.stream.StreamSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** What the server of a process stands on: event loops, clients, the outbox. Owned by who starts the process. */
final class ApiParts implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ApiParts.class);

    /** Fewer than the SDK's client has. */
    private static final int QUEUE_CONNECTIONS = 200;

    /** How long what was taken in may take to be answered when the process stops. */
    private static final Duration FLUSH = Duration.ofSeconds(5);

    /** Only writers use it, and the API writes no history. */
    private static final Duration NO_RETENTION = Duration.ZERO;

    private final InstantSource clock = InstantSource.system();
    private final LikesApiConfig config;
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final ApiMetrics metrics = new ApiMetrics(registry);
    private final EventLoops loops;
    private final SqsQueue queue;
    private final DynamoDbClient dynamoDb;
    private final Reads reads;
    private final Outbox outbox;
    private final Tokens tokens;

    ApiParts(LikesApiConfig config) {
        this.config = config;
        this.tokens = new Tokens(config.tokens(), clock);
        AwsClients aws = new AwsClients(config.aws());
        this.queue = new SqsQueue(
                aws.sqs(config.sendTimeout()),
                config.queueUrl(),
                config.sendTimeout(),
                QUEUE_CONNECTIONS,
                new FailureLog(LoggerFactory.getLogger(SqsQueue.class), clock));
        this.dynamoDb = aws.dynamoDb(config.reads().timeout());
        this.reads = new Reads(config.reads().most(), metrics, clock);
        this.loops = EventLoops.start(Transport.best(), threads(), "api");
        this.outbox = outbox(queue);
    }

    EventLoops loops() {
        return loops;
    }

    PrometheusMeterRegistry registry() {
        return registry;
    }

    Routes routes() {
        String region = config.aws().region();
        EventIds ids = new EventIds(UlidFactory.newMonotonicInstance(), region);
        return ApiRoutes.of(
                tokens, new Publishing(outbox, ids, config.reactions(), clock, metrics), videoReads(), reads);
    }

    private int threads() {
        return config.threads() > 0 ? config.threads() : Runtime.getRuntime().availableProcessors();
    }

    private Outbox outbox(MessageQueue to) {
        List<Loop> each = StreamSupport.stream(loops.group().spliterator(), false)
                .<Loop>map(NettyLoop::new)
                .toList();
        String bootId = UlidFactory.newInstance().create().toLowerCase();
        ReplicaIds ids = new ReplicaIds(config.aws().region(), bootId, clock);
        return Outbox.over(each, to, config.outbox(), ids, new Outbox.Instruments(new Random(), metrics));
    }

    private VideoReads videoReads() {
        String prefix = config.aws().tablePrefix();
        NodeLookup lookup = new NodeLookup(
                new DynamoNodeDirectory(dynamoDb, config.aws().region(), prefix),
                new DynamoSubscriptions(dynamoDb, prefix),
                clock,
                Ticker.systemTicker());
        return new VideoReads(
                new DynamoCounters(dynamoDb, prefix),
                new DynamoHistory(dynamoDb, prefix, NO_RETENTION),
                topic -> viewers(lookup, topic),
                Ticker.systemTicker());
    }

    private static int viewers(NodeLookup lookup, Topic topic) {
        return lookup.viewersOf(topic).values().stream()
                .mapToInt(Integer::intValue)
                .sum();
    }

    /** Waits for what was taken in, within bounds, and ends everything. */
    @Override
    public void close() {
        flush();
        tokens.close();
        reads.close();
        queue.close();
        dynamoDb.close();
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

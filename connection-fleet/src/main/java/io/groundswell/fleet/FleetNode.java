package io.groundswell.fleet;

import com.github.benmanes.caffeine.cache.Ticker;
import io.groundswell.access.InternalSignature;
import io.groundswell.access.Tickets;
import io.groundswell.access.Tokens;
import io.groundswell.aws.AwsClients;
import io.groundswell.fleet.duty.Registration;
import io.groundswell.fleet.duty.TopicArrivals;
import io.groundswell.fleet.duty.ViewerCounts;
import io.groundswell.fleet.duty.Workers;
import io.groundswell.fleet.hub.EndReason;
import io.groundswell.fleet.hub.Hub;
import io.groundswell.fleet.hub.HubParts;
import io.groundswell.fleet.hub.Position;
import io.groundswell.fleet.hub.Retries;
import io.groundswell.fleet.intake.DeliveriesEndpoint;
import io.groundswell.fleet.life.Drain;
import io.groundswell.fleet.life.Entrance;
import io.groundswell.fleet.life.Lifetimes;
import io.groundswell.fleet.life.Lookout;
import io.groundswell.fleet.life.Rebalance;
import io.groundswell.fleet.life.Rebalancing;
import io.groundswell.fleet.life.TimerThread;
import io.groundswell.fleet.resume.AntiEntropy;
import io.groundswell.fleet.resume.CatchUps;
import io.groundswell.fleet.stream.SseFrames;
import io.groundswell.fleet.stream.StreamRefusal;
import io.groundswell.fleet.task.TaskDuties;
import io.groundswell.http.BindFailedException;
import io.groundswell.http.Cors;
import io.groundswell.http.EventLoops;
import io.groundswell.http.HttpLimits;
import io.groundswell.http.HttpServer;
import io.groundswell.http.HttpServerConfig;
import io.groundswell.http.Peers;
import io.groundswell.http.Routes;
import io.groundswell.http.StandardRoutes;
import io.groundswell.http.Transport;
import io.groundswell.registry.Missed;
import io.groundswell.registry.Node;
import io.groundswell.registry.NodeDirectory;
import io.groundswell.registry.NodeLookup;
import io.groundswell.registry.Subscriptions;
import io.groundswell.registry.dynamodb.DynamoNodeDirectory;
import io.groundswell.registry.dynamodb.DynamoSubscriptions;
import io.groundswell.settings.InvalidSettingsException;
import io.groundswell.settings.Settings;
import io.groundswell.store.Counters;
import io.groundswell.store.dynamodb.DynamoCounters;
import io.groundswell.store.dynamodb.DynamoHistory;
import io.netty.channel.EventLoop;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** One node of the fleet. Thread-safe. */
public final class FleetNode implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(FleetNode.class);
    private static final Duration DYNAMODB_TIMEOUT = Duration.ofSeconds(2);
    /** Of everything but the node's own lease. */
    private static final int MOST_CALLS_AT_ONCE = 64;

    private static final Duration SLOW_CALL = Duration.ofMillis(300);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

    private static final int MOST_DELIVERY_BYTES = 1 << 20;
    /** A ticket and many topics stand in it. */
    private static final int MOST_REQUEST_LINE_BYTES = 12 << 10;

    /** Connections to the port for viewers whose request has not come yet, or was not for a stream. */
    private static final int MOST_UNDECIDED_CONNECTIONS = 20_000;

    private static final Duration LONGEST_REQUEST = Duration.ofSeconds(10);
    private static final Duration LONGEST_IDLE = Duration.ofSeconds(30);
    private static final Duration LONGEST_FAREWELL = Duration.ofSeconds(9);
    private static final Duration ANTI_ENTROPY_TURN = Duration.ofSeconds(1);
    private static final Duration HISTORY_IS_ONLY_READ = Duration.ofDays(1);

    private final FleetConfig config;
    private final InstantSource clock = InstantSource.system();
    private final Telemetry telemetry;
    private final FleetMeters meters;
    private final Workers workers = new Workers(new SecureRandom());
    private final AtomicBoolean closed = new AtomicBoolean();
    private final Deque<Runnable> owned = new ArrayDeque<>();
    private final EventLoops streamLoops;
    private final EventLoops internalLoops;
    private final ResumeParts resume;
    private final CatchUps catchUps;
    private final TopicArrivals arrivals;
    private final Hub hub;
    private final ViewerCounts viewerCounts;
    private final HttpServer internal;
    private final Retries retries;
    private final Entrance entrance;
    private final HttpServer streams;
    private final Registration registration;
    private final Drain drain;
    private final TaskDuties task;
    private volatile boolean started;

    /** Runs until the process is told to stop; configured by the environment, see {@link FleetConfig#SETTINGS}. */
    public static void main(String[] arguments) {
        try {
            FleetNode node = start(Settings.read(System.getenv(), FleetConfig::read));
            Runtime.getRuntime().addShutdownHook(new Thread(node::close, "node-stop"));
        } catch (InvalidSettingsException e) {
            exit(e.problems());
        } catch (IllegalArgumentException | BindFailedException e) {
            exit(List.of(String.valueOf(e.getMessage())));
        }
    }

    private static void exit(List<String> problems) {
        problems.forEach(System.err::println);
        System.exit(1);
    }

    /**
     * Starts listening and registers.
     *
     * @throws BindFailedException if a port cannot be listened on
     */
    public static FleetNode start(FleetConfig config) {
        return new FleetNode(config);
    }

    private FleetNode(FleetConfig config) {
        this.config = config;
        this.telemetry = own(new Telemetry(config.metrics(), clock, System.out::println), Telemetry::close);
        this.meters = telemetry.meters();
        try {
            task = own(new TaskDuties(config.task(), clock), TaskDuties::close);
            DynamoDbClient dynamoDb =
                    own(new AwsClients(config.aws()).dynamoDb(DYNAMODB_TIMEOUT), DynamoDbClient::close);
            String prefix = config.aws().tablePrefix();
            NodeDirectory directory =
                    new DynamoNodeDirectory(dynamoDb, config.aws().region(), prefix);
            DynamoDbClient bounded = AwsClients.bounded(dynamoDb, MOST_CALLS_AT_ONCE, SLOW_CALL, LONGEST_WAIT);
            Subscriptions subscriptions = new DynamoSubscriptions(bounded, prefix);
            NodeLookup lookup = new NodeLookup(directory, subscriptions, clock, Ticker.systemTicker());
            Transport transport = config.loops().transport();
            streamLoops = EventLoops.start(transport, config.loops().threads(), "viewers");
            internalLoops = EventLoops.start(transport, 1, "deliveries");
            Counters counters = new DynamoCounters(bounded, prefix);
            resume = new ResumeParts(
                    config.resume(), new DynamoHistory(bounded, prefix, HISTORY_IS_ONLY_READ), clock, workers::after);
            catchUps = resume.catchUps(counters);
            arrivals = new TopicArrivals(counters, catchUps, workers, this::viewerCounts, new Row());
            retries = Retries.spreadOver(config.life().retrySpread().toMillis(), new SecureRandom());
            hub = own(startHub(), Hub::close);
            own(streamLoops, EventLoops::close);
            own(internalLoops, EventLoops::close);
            viewerCounts = new ViewerCounts(hub, config.nodeId(), subscriptions, lookup, clock, workers);
            meters.watchConnections(hub::viewerCount);
            internal = own(startInternal(), HttpServer::close);
            entrance = entrance();
            streams = startStreams();
            registration = new Registration(directory, clock, row(), hub::viewerCount, this::missed);
            meters.watchLeases(registration);
            own(workers, Workers::close);
            own(streams, HttpServer::close);
            TimerThread timer = own(new TimerThread(), TimerThread::close);
            Emptying emptying = new Emptying(hub, entrance, registration, viewerCounts, workers);
            drain = new Drain(emptying, timer, config.life().drainWindow(), NodeLookup.SUBSCRIPTIONS_AGE);
            registration.start(workers, resume.warmUp(subscriptions, counters));
            viewerCounts.start();
            AntiEntropy antiEntropy =
                    resume.antiEntropy(counters, hub.totals(), new SecureRandom(), meters::totalsRead);
            workers.every(ANTI_ENTROPY_TURN, antiEntropy::turn);
            new Lookout(directory, watchers()).start(workers);
            task.protect(new Crowd(), workers);
            started = true;
            LOG.info("{}: viewers at {}, deliveries at {} ({})", id(), streamPort(), internal.port(), transport);
        } catch (RuntimeException e) {
            closeOwned();
            throw e;
        }
    }

    /** Who decides by what the registry says of all nodes. */
    private List<Consumer<List<Node>>> watchers() {
        Rebalance rebalance = new Rebalance(config.life().rebalanceLeast());
        int mostStreams = config.life().entrance().limits().node();
        return List.of(
                new Rebalancing(rebalance, id(), new Surplus(), clock),
                task.succession(id(), mostStreams, new Crowd()));
    }

    private <T> T own(T part, Consumer<T> close) {
        owned.push(() -> close.accept(part));
        return part;
    }

    private Hub startHub() {
        List<EventLoop> loops = new ArrayList<>();
        streamLoops.group().forEach(executor -> loops.add((EventLoop) executor));
        SseFrames frames = frames();
        return Hub.start(new HubParts(
                config.hub(),
                Position.newEpoch(new SecureRandom()),
                frames,
                loops,
                arrivals,
                resume.resumption(frames, meters::past),
                meters,
                meters::observer,
                clock,
                retries));
    }

    private SseFrames frames() {
        return new SseFrames(
                config.aws().region(), config.nodeId(), config.hub().heartbeat().toMillis());
    }

    private Entrance entrance() {
        Lifetimes lifetimes = new Lifetimes(config.life().lifetime(), clock, new SecureRandom());
        return new Entrance(config.life().entrance(), lifetimes, retries, refusal(), meters::refused);
    }

    private StreamRefusal refusal() {
        return new StreamRefusal(config.cors(), frames(), meters::refused);
    }

    private HttpServer startInternal() {
        InternalSignature signature = new InternalSignature(config.access().internalKeys(), clock);
        Routes routes = Routes.builder()
                .post(
                        DeliveriesEndpoint.PATH,
                        "application/json",
                        new DeliveriesEndpoint(hub, signature, config.nodeId()))
                .add(StandardRoutes.metrics(telemetry.page()))
                .build();
        HttpServerConfig listener = new HttpServerConfig(
                config.listen().host(),
                config.listen().internalPort(),
                HttpLimits.DEFAULT.withMaxBodyBytes(MOST_DELIVERY_BYTES),
                Cors.NONE,
                "deliveries");
        return HttpServer.start(listener, routes, internalLoops, telemetry.registry());
    }

    private HttpServer startStreams() {
        Tokens tokens = own(new Tokens(config.access().tokens(), clock), Tokens::close);
        ViewerRoutes.Access access = new ViewerRoutes.Access(
                tokens, new Tickets(config.access().tickets().secrets(), clock), refusal());
        Routes routes = Routes.builder()
                .add(ViewerRoutes.of(hub, access, entrance, config, clock))
                .add(StandardRoutes.health(this::isReady))
                .build();
        Peers peers = new Peers(
                MOST_UNDECIDED_CONNECTIONS,
                config.life().proxyHeader(),
                config.life().lostAfter());
        HttpServerConfig listener = new HttpServerConfig(
                        config.listen().host(),
                        config.listen().streamPort(),
                        HttpLimits.DEFAULT
                                .withMaxInitialLineBytes(MOST_REQUEST_LINE_BYTES)
                                .withTimeouts(LONGEST_REQUEST, LONGEST_IDLE),
                        config.cors(),
                        "streams")
                .withPeers(peers)
                // Streams take their connections over.
                .withoutHttp2();
        return HttpServer.start(listener, routes, streamLoops, telemetry.registry());
    }

    private Node row() {
        String host = config.listen().advertisedHost();
        URI deliveries = URI.create("http://" + host + ":" + internal.port() + DeliveriesEndpoint.PATH);
        return new Node(config.nodeId(), deliveries, host + ":" + streams.port(), 0, 0, false, 0, task.own());
    }

    private ViewerCounts viewerCounts() {
        return viewerCounts;
    }

    private boolean isReady() {
        return started && registration.isRegistered() && !(drain.hasBegun() && entrance.streams() == 0);
    }

    /** Before the node is registered nothing is announced, and nothing is missed. */
    private final class Row implements TopicArrivals.OwnRow {
        @Override
        public long coveredUntil() {
            return started ? registration.coveredUntil() : Long.MAX_VALUE;
        }

        @Override
        public Duration unknownFor() {
            return started ? registration.unknownFor() : NodeLookup.NODES_AGE;
        }
    }

    private void missed(Missed missed) {
        var topics = missed.topics().isEmpty() ? hub.viewers().join().keySet() : missed.topics();
        LOG.warn("deliveries of {} topics were missed, they are read again", topics.size());
        topics.forEach(topic -> catchUps.read(hub, topic, missed.since()));
    }

    public String id() {
        return config.nodeId();
    }

    /** Where viewers connect. */
    public int streamPort() {
        return streams.port();
    }

    /**
     * Lets nobody in any more, and sends the viewers elsewhere over the drain's window; the node goes on delivering.
     *
     * @param why for the log
     * @return completes when the node has no more to do, and may be closed
     */
    public CompletableFuture<Void> drain(String why) {
        return drain.begin(why);
    }

    /**
     * Drains, and stops; bounded by the drain's window and some seconds. Not to be called on an event loop.
     */
    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        LOG.info("{}: stopping", id());
        awaitDrained();
        closeOwned();
        LOG.info("{}: stopped", id());
    }

    private void awaitDrained() {
        long longest = config.life().drainWindow().plus(LONGEST_FAREWELL).toMillis();
        try {
            var _ = drain("the node stops").get(longest, TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            LOG.warn("{}: stops with {} streams: {}", id(), entrance.streams(), e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** What rebalancing does to this node. */
    private final class Surplus implements Rebalancing.Streams {
        @Override
        public int count() {
            return hub.viewerCount();
        }

        @Override
        public void sendAway(double share) {
            hub.endShare(share, EndReason.REBALANCE);
        }
    }

    /** What ECS may do with this node. */
    private final class Crowd implements TaskDuties.Viewers {
        @Override
        public int streams() {
            return entrance.streams();
        }

        @Override
        public boolean isDraining() {
            return drain.hasBegun();
        }

        @Override
        public void drain(String why) {
            var _ = drain.begin(why);
        }
    }

    /** What was started last is closed first. */
    private void closeOwned() {
        while (!owned.isEmpty()) {
            owned.pop().run();
        }
    }
}

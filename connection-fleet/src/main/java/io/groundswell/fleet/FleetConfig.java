package io.groundswell.fleet;

import com.github.f4b6a3.ulid.UlidCreator;
import io.groundswell.access.AccessConfig;
import io.groundswell.aws.AwsConfig;
import io.groundswell.aws.metrics.MetricsConfig;
import io.groundswell.fleet.hub.HubConfig;
import io.groundswell.fleet.life.LifeConfig;
import io.groundswell.fleet.resume.ResumeConfig;
import io.groundswell.fleet.task.TaskConfig;
import io.groundswell.http.Cors;
import io.groundswell.http.Transport;
import io.groundswell.http.TransportChoice;
import io.groundswell.settings.Setting;
import io.groundswell.settings.Settings;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * How one node runs.
 *
 * @param nodeId unique for the life of the process, 1 to 64 of {@code A-Z a-z 0-9 . _ -}
 * @param listen where it listens
 * @param loops what serves viewers
 * @param cors pages of which origins may read streams
 * @param task what it is to Amazon ECS
 * @param metrics whether it writes some for CloudWatch
 */
public record FleetConfig(
        String nodeId,
        Listen listen,
        Loops loops,
        Cors cors,
        HubConfig hub,
        LifeConfig life,
        ResumeConfig resume,
        AccessConfig access,
        TaskConfig task,
        AwsConfig aws,
        MetricsConfig metrics) {
    /**
     * Where a node listens, and what it tells others of that.
     *
     * @param host the address to listen on
     * @param streamPort for viewers; 0 takes a free one
     * @param internalPort for dispatchers; 0 takes a free one
     * @param advertisedHost where dispatchers and the balancer find it
     */
    public record Listen(String host, int streamPort, int internalPort, String advertisedHost) {}

    /**
     * What serves viewers.
     *
     * @param threads how many event loops, 1 or more
     */
    public record Loops(int threads, Transport transport) {
        public Loops {
            if (threads < 1) {
                throw new IllegalArgumentException("eventLoops: " + threads + " (expected: 1 or more)");
            }
        }
    }

    private static final Setting<String> NODE_ID =
            Setting.text("GROUNDSWELL_NODE_ID", "", "The node's id, never used by another process; empty makes one.");
    private static final Setting<String> HOST =
            Setting.text("GROUNDSWELL_STREAM_HOST", "0.0.0.0", "The address that both ports of the node listen on.");
    private static final Setting<Integer> STREAM_PORT =
            Setting.number("GROUNDSWELL_STREAM_PORT", 0, 65_535, 8081, "The port for viewers; 0 takes a free one.");
    private static final Setting<Integer> INTERNAL_PORT = Setting.number(
            "GROUNDSWELL_INTERNAL_PORT",
            0,
            65_535,
            8082,
            "The port for dispatchers, which must not be public; 0 takes a free one.");
    private static final Setting<String> ADVERTISED_HOST = Setting.text(
            "GROUNDSWELL_ADVERTISED_HOST",
            "127.0.0.1",
            "The host name or address at which others reach this node; auto takes this machine's own.");
    private static final Setting<Integer> OPEN_FILES = Setting.number(
            "GROUNDSWELL_OPEN_FILES",
            0,
            10_000_000,
            0,
            "Files and sockets that the system must let the node have open, else it does not start; 0 asks for"
                    + " nothing.");
    private static final Setting<Integer> EVENT_LOOPS = Setting.number(
            "GROUNDSWELL_STREAM_EVENT_LOOPS",
            0,
            256,
            0,
            "How many threads serve viewers; 0 means one for each processor.");
    private static final Setting<TransportChoice> TRANSPORT = Setting.choice(
            "GROUNDSWELL_TRANSPORT",
            TransportChoice.class,
            TransportChoice.AUTO,
            "How the node asks the kernel about its sockets; auto takes epoll where there is it, else NIO.");
    private static final Setting<Set<String>> CORS_ORIGINS = Setting.list(
            "GROUNDSWELL_CORS_ORIGINS",
            "origins, separated by commas",
            "",
            "Pages of which origins may use the API and read streams, with cookies.");
    private static final Setting<Duration> HEARTBEAT = Setting.millis(
            "GROUNDSWELL_HEARTBEAT_MILLIS", 100, 300_000, 15_000, "How long a stream may be silent before a ping.");
    private static final Setting<Integer> REPLAY_BYTES = Setting.number(
            "GROUNDSWELL_REPLAY_BYTES",
            4_096,
            1 << 30,
            8 << 20,
            "How many bytes of comments, messages and notifications each topic keeps for viewers that come back.");
    private static final Setting<Duration> REPLAY_AGE =
            Setting.millis("GROUNDSWELL_REPLAY_MILLIS", 0, 3_600_000, 120_000, "How long each topic keeps them.");
    private static final Setting<Integer> INTAKE_BYTES = Setting.number(
            "GROUNDSWELL_INTAKE_BYTES",
            1 << 20,
            1 << 30,
            8 << 20,
            "How many bytes of batches may be taken in and not be published yet: nobody waits for more than these."
                    + " Beyond, batches are answered 503.");
    private static final Setting<Duration> LINGER = Setting.millis(
            "GROUNDSWELL_TOPIC_LINGER_MILLIS", 0, 600_000, 2_000, "How long a topic without viewers is kept.");

    public static final List<Setting<?>> SETTINGS = Stream.of(
                    List.<Setting<?>>of(
                            NODE_ID,
                            HOST,
                            STREAM_PORT,
                            INTERNAL_PORT,
                            ADVERTISED_HOST,
                            OPEN_FILES,
                            EVENT_LOOPS,
                            TRANSPORT,
                            CORS_ORIGINS,
                            HEARTBEAT,
                            REPLAY_BYTES,
                            REPLAY_AGE,
                            INTAKE_BYTES,
                            LINGER),
                    LifeConfig.SETTINGS,
                    ResumeConfig.SETTINGS,
                    AccessConfig.SETTINGS,
                    TaskConfig.SETTINGS,
                    AwsConfig.SETTINGS,
                    MetricsConfig.SETTINGS)
            .flatMap(List::stream)
            .toList();

    public FleetConfig {
        if (!nodeId.matches("[A-Za-z0-9._-]{1,64}")) {
            throw new IllegalArgumentException("nodeId: " + nodeId + " (expected: 1 to 64 of A-Z a-z 0-9 . _ -)");
        }
    }

    public static FleetConfig read(Settings settings) {
        String id = settings.get(NODE_ID);
        int eventLoops = settings.get(EVENT_LOOPS);
        OpenFiles.require(settings.get(OPEN_FILES));
        return new FleetConfig(
                id.isEmpty() ? newNodeId() : id,
                new Listen(
                        settings.get(HOST),
                        settings.get(STREAM_PORT),
                        settings.get(INTERNAL_PORT),
                        advertised(settings.get(ADVERTISED_HOST))),
                new Loops(
                        eventLoops == 0 ? Runtime.getRuntime().availableProcessors() : eventLoops,
                        settings.get(TRANSPORT).transport()),
                new Cors(settings.get(CORS_ORIGINS)).withCredentials(),
                HubConfig.of(
                        settings.get(REPLAY_BYTES),
                        settings.get(REPLAY_AGE),
                        settings.get(HEARTBEAT),
                        settings.get(INTAKE_BYTES),
                        settings.get(LINGER)),
                LifeConfig.read(settings),
                ResumeConfig.read(settings),
                AccessConfig.read(settings),
                TaskConfig.read(settings),
                AwsConfig.read(settings),
                MetricsConfig.read(settings));
    }

    private static String advertised(String host) {
        return host.equals("auto") ? OwnAddress.find() : host;
    }

    private static String newNodeId() {
        return "node-" + UlidCreator.getUlid().toString().toLowerCase(Locale.ROOT);
    }
}

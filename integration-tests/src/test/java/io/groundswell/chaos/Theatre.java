package io.groundswell.chaos;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.groundswell.aws.AwsConfig;
import io.groundswell.chaos.Tally.Kind;
import io.groundswell.chaos.Troubles.Trouble;
import io.groundswell.event.DurableEvent;
import io.groundswell.event.EventId;
import io.groundswell.event.Topic;
import io.groundswell.local.ApiProcess;
import io.groundswell.local.Platform;
import io.groundswell.local.PlatformOptions;
import io.groundswell.local.client.ApiClient;
import io.groundswell.registry.Node;
import io.groundswell.store.dynamodb.DynamoHistory;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A platform of which every part may fail: SQS and DynamoDB are reached through a proxy, each of two nodes is, dispatchers are
 * processes that can be killed; and where it is wanted, so are two APIs. Owned by the test's thread.
 */
final class Theatre implements AutoCloseable {
    static final List<String> VIDEOS = List.of("v-0", "v-1", "v-2", "v-3");

    private static final int NODES = 2;
    private static final int APIS = 2;
    private static final int VIEWERS = 80;

    /** What two slow cores can take that do half of the work twice: agreement in time is promised where there is room for what comes. */
    private static final int PER_SECOND = 40;

    /** Most of them wait, for a dispatcher to start or for a node that hangs; Lambda would have more and more of them. */
    private static final int INVOCATIONS = 10;

    private static final int PAGE = 1_000;
    private static final Duration LONGEST_EMPTYING = Duration.ofSeconds(60);

    private final Random random;
    private final PrintWriter output;
    private final Backdrop backdrop;
    private final MortalDispatchers dispatchers;
    private final Platform platform;
    private final ApiClient reader;
    private final List<DeliveryProxy> nodes = new ArrayList<>();
    private final List<MortalProcess> apis = new ArrayList<>();
    private final Ledger ledger = new Ledger();
    private final Audience audience = new Audience(ledger);
    private final Crowd crowd;
    private int apiKills;

    /**
     * @param name of the run
     * @param mortalApis whether the crowd talks to APIs that can be killed
     */
    Theatre(String name, Random random, boolean mortalApis) throws IOException {
        this.random = random;
        this.output = Arena.nodesOutput(name);
        this.backdrop = new Backdrop(random);
        this.dispatchers = new MortalDispatchers(this::startDispatcher);
        this.platform = Platform.start(options(), this::write);
        this.dispatchers.startAll();
        this.reader = new ApiClient(platform.api());
        openStreams();
        if (mortalApis) {
            IntStream.range(0, APIS).forEach(_ -> apis.add(startApi(MortalProcess.freePort())));
            apis.forEach(MortalProcess::awaitListening);
        }
        this.crowd = new Crowd(addresses(), VIDEOS, Backdrop.SECRET, ledger, random);
    }

    private PlatformOptions options() {
        return PlatformOptions.onFreePorts()
                .withNodes(NODES)
                .withEndpoint(Optional.of(backdrop.address()), AwsConfig.Credentials.LOCAL)
                .withDispatcher(_ -> dispatchers)
                .withConcurrency(INVOCATIONS)
                .withVariables(Map.of(
                        "GROUNDSWELL_TOKEN_SECRET", Backdrop.SECRET,
                        "GROUNDSWELL_INTERNAL_KEY", Backdrop.SECRET,
                        "GROUNDSWELL_ADVERTISED_HOST", DeliveryProxy.ADVERTISED,
                        "GROUNDSWELL_API_SEND_TIMEOUT_MILLIS", "15000"));
    }

    private void write(String line) {
        output.println(Instant.now() + " " + line);
    }

    private MortalProcess startDispatcher() {
        int port = MortalProcess.freePort();
        Map<String, String> variables = backdrop.variables();
        variables.put(DispatcherProcess.PORT, Integer.toString(port));
        return MortalProcess.start(
                        new MortalProcess.Plan("dispatcher", DispatcherProcess.class, port, variables), this::write)
                .awaitListening();
    }

    private MortalProcess startApi(int port) {
        Map<String, String> variables = backdrop.variables();
        variables.put("GROUNDSWELL_API_HOST", "127.0.0.1");
        variables.put("GROUNDSWELL_API_PORT", Integer.toString(port));
        variables.put("GROUNDSWELL_API_PROCESSES", Integer.toString(APIS));
        variables.put("GROUNDSWELL_API_SEND_TIMEOUT_MILLIS", Long.toString(Sends.PATIENCE_MILLIS));
        return MortalProcess.start(new MortalProcess.Plan("api", ApiProcess.class, port, variables), this::write);
    }

    /** Each viewer watches two videos, at one of the nodes. */
    private void openStreams() throws IOException {
        List<List<Topic>> topics = IntStream.range(0, VIEWERS / NODES)
                .mapToObj(i -> Stream.of(i, i + 1 + i / VIDEOS.size() % (VIDEOS.size() - 1))
                        .map(video -> Topic.video(VIDEOS.get(video % VIDEOS.size())))
                        .toList())
                .toList();
        for (Node node : platform.directory().all()) {
            nodes.add(new DeliveryProxy(node.deliveries(), DeliveryProxy.LISTENED));
            String stream = node.stream().replace(DeliveryProxy.ADVERTISED, DeliveryProxy.LISTENED);
            audience.open(URI.create("http://" + stream), topics, asked -> asked);
        }
    }

    private List<URI> addresses() {
        return apis.isEmpty()
                ? List.of(platform.api())
                : apis.stream()
                        .map(api -> URI.create("http://127.0.0.1:" + api.port()))
                        .toList();
    }

    /** Lets the crowd post, and everything go wrong, for so long. */
    Troubles storm(Duration duration) throws InterruptedException {
        Troubles troubles = new Troubles(troubles(), random);
        crowd.start(PER_SECOND);
        troubles.rage(duration);
        crowd.stop();
        return troubles;
    }

    private List<Trouble> troubles() {
        Throttle throttle = backdrop.throttle();
        List<Trouble> troubles = new ArrayList<>(List.of(
                new Trouble(
                        "DynamoDB throttles",
                        () -> throttle.throttle(true),
                        () -> throttle.throttle(false),
                        throttle::throttled),
                new Trouble("dispatcher killed", dispatchers::killOne, () -> {}, dispatchers::kills),
                ofNode(DeliveryProxy.Mode.FAILS),
                ofNode(DeliveryProxy.Mode.LOSES_ANSWERS),
                ofNode(DeliveryProxy.Mode.HANGS)));
        if (apis.isEmpty()) {
            troubles.add(ofSends(Sends.Mode.REFUSES));
        } else {
            troubles.add(ofSends(Sends.Mode.LOSES_ANSWERS));
            troubles.add(new Trouble("API killed", this::killApi, this::followApi, this::apiKills));
        }
        return troubles;
    }

    private Trouble ofNode(DeliveryProxy.Mode mode) {
        return new Trouble(
                "node " + mode,
                () -> nodes.get(random.nextInt(NODES)).mode(mode),
                () -> nodes.forEach(node -> node.end(mode)),
                this::failedDeliveries);
    }

    private Trouble ofSends(Sends.Mode mode) {
        Sends sends = backdrop.queue().sends();
        return new Trouble(
                "queue " + mode,
                () -> sends.mode(mode),
                () -> sends.mode(Sends.Mode.TAKES),
                () -> sends.refused() + sends.unanswered());
    }

    private void killApi() {
        apis.get(apiKills++ % APIS).kill();
    }

    private void followApi() {
        int place = (apiKills - 1) % APIS;
        apis.set(place, startApi(apis.get(place).port()).awaitListening());
    }

    Audience audience() {
        return audience;
    }

    Ledger ledger() {
        return ledger;
    }

    Tally tally() {
        return crowd.tally();
    }

    /** What the API says is counted. */
    Map<Kind, Long> counters() {
        Map<Kind, Long> counters = new HashMap<>();
        for (String video : VIDEOS) {
            JsonNode totals =
                    Backdrop.patiently(() -> reader.get("/v1/videos/" + video)).path("totals");
            Crowd.REACTIONS.forEach(reaction -> counters.put(
                    new Kind(video, reaction), totals.path(reaction).asLong()));
        }
        return counters;
    }

    /** The events of all videos that are stored. */
    List<DurableEvent> stored() {
        DynamoHistory history = new DynamoHistory(platform.dynamoDb(), Backdrop.PREFIX, Duration.ofDays(1));
        return VIDEOS.stream()
                .flatMap(video -> stored(history, Topic.video(video)).stream())
                .toList();
    }

    private static List<DurableEvent> stored(DynamoHistory history, Topic topic) {
        List<DurableEvent> all = new ArrayList<>();
        Optional<EventId> before = Optional.empty();
        List<DurableEvent> page;
        do {
            page = history.newest(topic, before, PAGE);
            all.addAll(page);
            before = page.isEmpty() ? before : Optional.of(page.getLast().id());
        } while (page.size() == PAGE);
        return all;
    }

    /** Waits until no message is on its way, nor may come back. */
    void awaitEmptyQueue() {
        await().atMost(LONGEST_EMPTYING).pollInterval(Duration.ofMillis(200)).until(backdrop::isQueueEmpty);
    }

    Backdrop backdrop() {
        return backdrop;
    }

    MortalDispatchers dispatchers() {
        return dispatchers;
    }

    int failedDeliveries() {
        return nodes.stream().mapToInt(DeliveryProxy::failures).sum();
    }

    int apiKills() {
        return apiKills;
    }

    @Override
    public void close() {
        crowd.tally().examples().forEach(example -> write("crowd | " + example));
        crowd.close();
        audience.close();
        reader.close();
        nodes.forEach(DeliveryProxy::close);
        platform.close();
        dispatchers.close();
        apis.forEach(MortalProcess::close);
        backdrop.close();
        output.close();
    }
}

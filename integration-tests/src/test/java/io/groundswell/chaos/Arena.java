package io.groundswell.chaos;

import static org.awaitility.Awaitility.await;

import com.sun.management.UnixOperatingSystemMXBean;
import io.groundswell.event.DurableEvent;
import io.groundswell.event.EventId;
import io.groundswell.event.Topic;
import io.groundswell.local.Platform;
import io.groundswell.local.PlatformOptions;
import io.groundswell.local.client.ApiClient;
import io.groundswell.store.History;
import io.groundswell.store.StoreException;
import io.groundswell.store.dynamodb.DynamoHistory;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongUnaryOperator;
import java.util.stream.IntStream;

/**
 * A platform of three node processes, its audience, and the comments that go through. Two topics have half of the viewers
 * each, and each viewer has one of ten small ones besides, which come to nodes and leave them. Owned by the test's thread.
 */
final class Arena implements AutoCloseable {
    private static final int NODES = 3;
    private static final int SMALL_TOPICS = 10;
    private static final int SOCKETS_PER_VIEWER = 4;
    private static final int OTHER_FILES = 1_000;
    private static final int PAGE = 1_000;
    private static final Duration LONGEST_DISPATCH = Duration.ofMinutes(3);

    /** What a node says when it is told so, with its id before it. */
    private static final String BEHIND = "were missed, they are read again";

    /** Two thirds of all comments go to the large topics. */
    private static final List<Topic> TURNS = IntStream.range(0, SMALL_TOPICS)
            .boxed()
            .flatMap(i -> List.of(large(0), large(1), small(i)).stream())
            .toList();

    private final Plan plan;
    private final PrintWriter nodesOutput;
    private final Set<String> behind = ConcurrentHashMap.newKeySet();
    private final Platform platform;
    private final ApiClient api;
    private final Ledger ledger = new Ledger();
    private final Audience audience = new Audience(ledger);
    private final Publisher publisher;

    /**
     * What happens.
     *
     * @param name of the run
     * @param viewers how many, as long as there are sockets for them
     * @param perSecond comments that are posted
     * @param padding how many characters each has besides its number
     * @param longestAway how long a viewer in four stays away at most before it comes back
     * @param variables of the nodes
     */
    record Plan(
            String name,
            int viewers,
            int perSecond,
            int padding,
            Duration longestAway,
            Map<String, String> variables) {}

    Arena(Plan plan) {
        this.plan = plan;
        this.nodesOutput = nodesOutput(plan.name());
        this.platform = Platform.start(
                PlatformOptions.onFreePorts()
                        .withNodes(NODES)
                        .withProcesses(true)
                        .withVariables(plan.variables()),
                this::write);
        this.api = new ApiClient(platform.api());
        this.publisher = new Publisher(api, ledger, TURNS, plan.padding());
    }

    /** A file for what processes say in a run. */
    static PrintWriter nodesOutput(String name) {
        try {
            Path file = Path.of("target", "chaos-" + name + ".log");
            Files.createDirectories(file.getParent());
            return new PrintWriter(Files.newBufferedWriter(file), true);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write(String line) {
        nodesOutput.println(Instant.now() + " " + line);
        if (line.contains(BEHIND)) {
            behind.add(line.split(" ", 2)[0]);
        }
    }

    private static Topic large(int i) {
        return Topic.video("large-" + i);
    }

    private static Topic small(int i) {
        return Topic.video("small-" + i);
    }

    /** Opens all streams, posts and strikes for so long, and stops posting. */
    Havoc storm(Duration duration) throws InterruptedException {
        List<List<Topic>> topics = IntStream.range(0, viewers())
                .mapToObj(i -> List.of(large(i % 2), small(i / 2 % SMALL_TOPICS)))
                .toList();
        audience.open(platform.stream(), topics, pause());
        publisher.start(plan.perSecond());
        Havoc havoc = new Havoc(platform).rage(duration);
        publisher.stop();
        return havoc;
    }

    /** Fewer where this process may not open so many sockets. */
    private int viewers() {
        long files = ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
                ? unix.getMaxFileDescriptorCount()
                : Integer.MAX_VALUE;
        int most = (int) Math.max(1, (files - OTHER_FILES) / SOCKETS_PER_VIEWER);
        if (most < plan.viewers()) {
            System.out.printf("%s: %d viewers (%d files may be open)%n", plan.name(), most, files);
        }
        return Math.min(plan.viewers(), most);
    }

    private LongUnaryOperator pause() {
        Random random = new Random(20);
        return asked -> {
            boolean dawdles = !plan.longestAway().isZero() && random.nextInt(4) == 0;
            return asked
                    + random.nextInt(100)
                    + (dawdles ? random.nextLong(plan.longestAway().toMillis()) : 0);
        };
    }

    /** When each comment that was accepted was dispatched last, by event id; waits until all have been. */
    Map<String, Long> dispatched() {
        Map<String, Long> times = new HashMap<>();
        History history = new DynamoHistory(platform.dynamoDb(), platform.aws().tablePrefix(), Duration.ofDays(1));
        await().atMost(LONGEST_DISPATCH)
                .pollInterval(Duration.ofSeconds(1))
                .ignoreExceptionsInstanceOf(StoreException.class)
                .until(() -> {
                    TURNS.stream().distinct().forEach(topic -> read(history, topic, times));
                    return ledger.all().stream().allMatch(comment -> times.containsKey(comment.eventId()));
                });
        return times;
    }

    private static void read(History history, Topic topic, Map<String, Long> times) {
        Optional<EventId> before = Optional.empty();
        List<DurableEvent> page = new ArrayList<>();
        do {
            page = history.newest(topic, before, PAGE);
            page.forEach(event -> times.put(event.id().value(), event.dispatchedAt()));
            before = page.isEmpty() ? before : Optional.of(page.getLast().id());
        } while (page.size() == PAGE);
    }

    Audience audience() {
        return audience;
    }

    Ledger ledger() {
        return ledger;
    }

    /** The ids of the nodes that were told that they missed deliveries. */
    Set<String> behind() {
        return Set.copyOf(behind);
    }

    /** Posts to every topic once more. */
    void postToEach() {
        publisher.postToEach();
    }

    /** What has happened, in one line. */
    String summary(Havoc havoc) {
        publisher.refusals().stream().findFirst().ifPresent(first -> write("not accepted, such as: " + first));
        return "%s: %,d viewers, %d node processes, %s; %,d comments accepted (%d not for certain); %,d streams, ended %s; "
                        .formatted(
                                plan.name(),
                                audience.viewers().size(),
                                NODES,
                                havoc,
                                ledger.all().size(),
                                ledger.uncertain(),
                                audience.connections(),
                                audience.ends())
                + "%,d of %,d receipts lack, %,d came more than once, %,d gaps"
                        .formatted(
                                audience.lacking(),
                                audience.expected(),
                                audience.repeats(),
                                audience.gaps().size());
    }

    @Override
    public void close() {
        audience.close();
        publisher.close();
        api.close();
        platform.close();
        nodesOutput.close();
    }
}

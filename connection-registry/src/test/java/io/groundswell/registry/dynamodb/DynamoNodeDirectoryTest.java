package io.groundswell.registry.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.groundswell.aws.Parallel;
import io.groundswell.event.Topic;
import io.groundswell.registry.Missed;
import io.groundswell.registry.Node;
import io.groundswell.registry.RegistryException;
import io.groundswell.registry.Revision;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

class DynamoNodeDirectoryTest {
    /** Far enough ahead that no row expires while a test looks at it. */
    private static final Instant NOON = Instant.parse("2096-02-02T12:00:00Z");

    private static final Topic FIRST = Topic.video("1");
    private static final Topic SECOND = Topic.video("2");

    private static LocalDynamo dynamo;
    private static DynamoNodeDirectory directory;

    @BeforeAll
    static void start() throws Exception {
        dynamo = LocalDynamo.start();
        RegistryTables.create(dynamo.client(), "test-");
        directory = new DynamoNodeDirectory(dynamo.client(), "us-east-1", "test-", () -> NOON);
    }

    @AfterAll
    static void stop() throws Exception {
        dynamo.close();
    }

    /** 256 bytes a row, which ReadUnitsSuite reckons with. */
    @Test
    void all_shouldReadSixteenNodesOfAKeyWithOneUnit_whenTheyHaveLongNames() {
        DynamoNodeDirectory priced = new DynamoNodeDirectory(dynamo.client(), "ap-southeast-2", "test-");
        URI deliveries = URI.create("http://ip-10-0-255-255.internal:9000/internal/v1/deliveries");
        IntStream.range(0, 1_000)
                .mapToObj(n -> "node-0123456789abcdef-" + n)
                .filter(id -> Math.floorMod(id.hashCode(), DynamoNodeDirectory.SHARDS) == 3)
                .limit(16)
                .map(id -> new Node(
                        id,
                        deliveries,
                        "10.0.255.255:8081",
                        NOON.toEpochMilli(),
                        99_999,
                        false,
                        NOON.toEpochMilli(),
                        new Revision("0a1b2c3d", NOON.toEpochMilli())))
                .forEach(priced::renew);

        assertThat(dynamo.unitsOf("test-nodes", "regionShard", "ap-southeast-2#3"))
                .isEqualTo(1);
    }

    @Test
    void all_shouldGiveEveryNodeOfTheRegion_whenTheyAreSpreadOverPartitions() {
        DynamoNodeDirectory spread = new DynamoNodeDirectory(dynamo.client(), "eu-west-1", "test-");
        List<Node> nodes =
                IntStream.range(0, 30).mapToObj(n -> node("spread-" + n, 1)).toList();
        nodes.forEach(spread::renew);

        assertThat(spread.all()).containsExactlyInAnyOrderElementsOf(nodes);
        assertThat(directory.find("spread-1")).isEmpty();
    }

    @Test
    void find_shouldGiveWhatANodeRuns_whenItSaysSo() {
        Node silent = node("silent", 1);
        Node outspoken = new Node(
                "outspoken",
                silent.deliveries(),
                silent.stream(),
                silent.leaseUntil(),
                1,
                false,
                1,
                new Revision("0a1b2c3d", 42));
        directory.renew(silent);
        directory.renew(outspoken);

        assertThat(directory.find("silent")).contains(silent);
        assertThat(silent.revision()).isEqualTo(Revision.UNKNOWN);
        assertThat(directory.find("outspoken")).contains(outspoken);
    }

    @Test
    void renew_shouldKeepTheNewerRow_whenAnOlderVersionComesLater() {
        directory.renew(node("late", 5));
        directory.renew(node("late", 4));

        assertThat(directory.find("late")).contains(node("late", 5));
    }

    @Test
    void renew_shouldTakeTheNoteOnce_whenDispatchersNotedOne() {
        directory.renew(node("noted", 1));
        assertThat(directory.noteMissed("noted", 500, Set.of(FIRST))).isTrue();
        assertThat(directory.noteMissed("noted", 400, Set.of(SECOND))).isTrue();
        assertThat(directory.noteMissed("noted", 600, Set.of(SECOND))).isTrue();

        assertThat(directory.renew(node("noted", 2))).contains(new Missed(400, Set.of(FIRST, SECOND)));
        assertThat(directory.renew(node("noted", 3))).isEmpty();
    }

    @Test
    void renew_shouldLeaveTheNote_whenItsVersionIsOutdated() {
        directory.renew(node("outdated", 5));
        directory.noteMissed("outdated", 500, Set.of(FIRST));

        assertThat(directory.renew(node("outdated", 4))).isEmpty();
        assertThat(directory.renew(node("outdated", 6))).contains(new Missed(500, Set.of(FIRST)));
    }

    @Test
    void noteMissed_shouldSayAll_whenTheTopicsOverflow() {
        directory.renew(node("overflow", 1));
        for (int n = 0; n <= MissedNote.MOST_TOPICS; n++) {
            directory.noteMissed("overflow", 500 + n, Set.of(Topic.video("t" + n)));
        }

        assertThat(directory.renew(node("overflow", 2))).contains(new Missed(500, Set.of()));
    }

    @Test
    void noteMissed_shouldSayAll_whenOneNoteNamesTooMany() {
        directory.renew(node("many", 1));
        directory.noteMissed("many", 500, topics("m", MissedNote.MOST_TOPICS + 1));
        directory.noteMissed("many", 600, Set.of(FIRST));

        assertThat(directory.renew(node("many", 2))).contains(new Missed(500, Set.of()));
    }

    @Test
    void noteMissed_shouldBringNoRowIntoBeing_whenTheNodeHasLeft() {
        directory.renew(node("leaver", 1));
        directory.remove("leaver");

        assertThat(directory.noteMissed("leaver", 500, Set.of(FIRST))).isFalse();
        assertThat(directory.find("leaver")).isEmpty();
    }

    @Test
    void renew_shouldLoseNoNote_whenDispatchersWriteAtTheSameTime() {
        directory.renew(node("busy", 1));
        List<Topic> topics = List.copyOf(topics("b", 80));
        Set<Topic> taken = new HashSet<>();

        CompletableFuture<List<Boolean>> dispatchers = CompletableFuture.supplyAsync(() -> Parallel.map(
                topics, 8, topic -> directory.noteMissed("busy", 1_000 + topics.indexOf(topic) % 7, Set.of(topic))));
        boolean last;
        long version = 2;
        do {
            last = dispatchers.isDone();
            directory.renew(node("busy", version++)).ifPresent(missed -> taken.addAll(missed.topics()));
        } while (!last);

        assertThat(dispatchers.join()).doesNotContain(false);
        assertThat(taken).isEqualTo(Set.copyOf(topics));
    }

    @Test
    void renew_shouldSayThatAllWasMissed_whenTheAnswerBeforeWasLost() {
        AtomicBoolean losing = new AtomicBoolean();
        DynamoNodeDirectory lossy = new DynamoNodeDirectory(losingAnswers(losing), "us-east-1", "test-", () -> NOON);
        lossy.renew(node("lossy", 1));
        directory.noteMissed("lossy", 500, Set.of(FIRST));

        losing.set(true);
        assertThatThrownBy(() -> lossy.renew(node("lossy", 2))).isInstanceOf(RegistryException.class);
        losing.set(false);

        long oldest = NOON.minus(DoubtfulRenewals.CLOCK_SKEW).toEpochMilli();
        assertThat(lossy.renew(node("lossy", 3))).contains(new Missed(oldest, Set.of()));
        assertThat(lossy.renew(node("lossy", 4))).isEmpty();
    }

    @Test
    void renew_shouldSayThatAllWasMissed_whenItIsTheRepeatOfALostAnswer() {
        directory.renew(node("repeat", 1));
        directory.noteMissed("repeat", 500, Set.of(FIRST));
        directory.renew(node("repeat", 2));

        Optional<Missed> repeated = directory.renew(node("repeat", 2));

        assertThat(repeated)
                .hasValueSatisfying(missed -> assertThat(missed.topics()).isEmpty());
    }

    /** A client whose writes happen, and whose answers get lost when told so. */
    private static DynamoDbClient losingAnswers(AtomicBoolean losing) {
        return (DynamoDbClient) Proxy.newProxyInstance(
                DynamoDbClient.class.getClassLoader(), new Class<?>[] {DynamoDbClient.class}, (proxy, method, args) -> {
                    Object answer = method.invoke(dynamo.client(), args);
                    if (losing.get() && method.getName().equals("putItem")) {
                        throw SdkClientException.create("answer: lost (expected: by this test)");
                    }
                    return answer;
                });
    }

    private static Set<Topic> topics(String prefix, int number) {
        return IntStream.range(0, number).mapToObj(n -> Topic.video(prefix + n)).collect(Collectors.toSet());
    }

    private static Node node(String id, long version) {
        return new Node(
                id,
                URI.create("http://127.0.0.1:9000/internal/v1/deliveries"),
                "127.0.0.1:8081",
                NOON.toEpochMilli() + 10_000 + version,
                3,
                false,
                version);
    }
}

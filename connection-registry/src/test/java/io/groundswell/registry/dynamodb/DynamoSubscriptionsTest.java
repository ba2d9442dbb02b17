package io.groundswell.registry.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.groundswell.event.Topic;
import io.groundswell.registry.RegistryException;
import io.groundswell.registry.Subscription;
import java.time.Instant;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class DynamoSubscriptionsTest {
    /** Far enough ahead that no row expires while a test looks at it. */
    private static final Instant NOON = Instant.parse("2096-02-02T12:00:00Z");

    private static LocalDynamo dynamo;
    private static DynamoSubscriptions subscriptions;

    @BeforeAll
    static void start() throws Exception {
        dynamo = LocalDynamo.start();
        RegistryTables.create(dynamo.client(), "test-");
        subscriptions = new DynamoSubscriptions(dynamo.client(), "test-", () -> NOON);
    }

    @AfterAll
    static void stop() throws Exception {
        dynamo.close();
    }

    @Test
    void of_shouldGiveTheTopicsNodes_whenSeveralListen() {
        Topic topic = Topic.video("several");
        Subscription one = new Subscription(topic, "one", 3, 1);
        Subscription two = new Subscription(topic, "two", 1, 9);
        subscriptions.put(one);
        subscriptions.put(two);
        subscriptions.put(new Subscription(Topic.video("other"), "three", 1, 1));

        assertThat(subscriptions.of(topic)).containsExactlyInAnyOrder(one, two);
    }

    @Test
    void of_shouldCostWhatTheRowsAreReckonedToTake_whenManyListen() {
        Topic topic = Topic.video("0123456789");
        Subscription row = new Subscription(topic, "node-0123456789abcdef-10", 99_999, NOON.toEpochMilli());
        int rowsOfAUnit = (int) (4_096 / row.bytes());
        IntStream.range(10, 10 + rowsOfAUnit)
                .mapToObj(n -> new Subscription(topic, "node-0123456789abcdef-" + n, 99_999, NOON.toEpochMilli()))
                .forEach(subscriptions::put);

        assertThat(rowsOfAUnit).isBetween(30, 60);
        assertThat(dynamo.unitsOf("test-subscriptions", "topic", topic.toString()))
                .isEqualTo(1);
    }

    @Test
    void put_shouldKeepTheNewerRow_whenAnOlderVersionComesLater() {
        Topic topic = Topic.video("late");
        Subscription newer = new Subscription(topic, "one", 5, 7);
        subscriptions.put(newer);
        subscriptions.put(new Subscription(topic, "one", 2, 6));

        assertThat(subscriptions.of(topic)).containsExactly(newer);
    }

    @Test
    void put_shouldDeleteTheRow_whenNobodyIsLeft() {
        Topic topic = Topic.video("left");
        subscriptions.put(new Subscription(topic, "one", 5, 1));
        subscriptions.put(new Subscription(topic, "one", 0, 2));

        assertThat(subscriptions.of(topic)).isEmpty();
    }

    @Test
    void put_shouldDeleteNothing_whenANewerVersionIsThere() {
        Topic topic = Topic.video("back");
        Subscription back = new Subscription(topic, "one", 1, 3);
        subscriptions.put(back);
        subscriptions.put(new Subscription(topic, "one", 0, 2));

        assertThat(subscriptions.of(topic)).containsExactly(back);
    }

    @Test
    void put_shouldLetTheRowExpireInADay_whenItIsNotWrittenAgain() {
        Topic topic = Topic.video("expiry");
        subscriptions.put(new Subscription(topic, "one", 1, 1));

        Map<String, AttributeValue> row = dynamo.client()
                .getItem(get -> get.tableName("test-subscriptions")
                        .key(Map.of(
                                "topic",
                                AttributeValue.fromS(topic.toString()),
                                "nodeId",
                                AttributeValue.fromS("one"))))
                .item();

        assertThat(row)
                .containsEntry(
                        "expiresAt",
                        AttributeValue.fromN(Long.toString(
                                NOON.plus(DynamoSubscriptions.ROW_LIFE).getEpochSecond())));
    }

    @Test
    void of_shouldThrowRegistryException_whenTheTableIsAbsent() {
        DynamoSubscriptions elsewhere = new DynamoSubscriptions(dynamo.client(), "absent-");

        assertThatThrownBy(() -> elsewhere.of(Topic.video("1"))).isInstanceOf(RegistryException.class);
    }
}

package io.groundswell.local.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

class EventSourceTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ALL_GOOD = "{\"batchItemFailures\":[]}";

    private final SqsClient sqs = EmbeddedAws.sqs();
    private final Queues queues =
            Queues.create(sqs, new Queues.Rules(EmbeddedAws.freshQueueName(), Duration.ofSeconds(1), 3));
    private final List<JsonNode> records = new CopyOnWriteArrayList<>();
    private @Nullable EventSource source;

    @AfterEach
    void stop() {
        if (source != null) {
            source.close();
        }
        sqs.close();
    }

    @Test
    void poll_shouldBuildTheEventAsLambdaDoes_whenAMessageArrives() {
        start(records -> ALL_GOOD);
        MessageAttributeValue attribute = MessageAttributeValue.builder()
                .dataType("String")
                .stringValue("eu-west-1")
                .build();

        String id = sqs.sendMessage(request -> request.queueUrl(queues.url())
                        .messageBody("hello")
                        .messageAttributes(Map.of("origin", attribute)))
                .messageId();

        await().until(() -> records.size() == 1);
        JsonNode record = records.getFirst();
        assertThat(record.path("messageId").asText()).isEqualTo(id);
        assertThat(record.path("receiptHandle").asText()).isNotEmpty();
        assertThat(record.path("body").asText()).isEqualTo("hello");
        assertThat(record.path("md5OfBody").asText()).isEqualTo("5d41402abc4b2a76b9719d911017c592");
        assertThat(record.at("/attributes/ApproximateReceiveCount").asText()).isEqualTo("1");
        assertThat(record.at("/attributes/SentTimestamp").asText()).matches("\\d{13}");
        assertThat(record.at("/messageAttributes/origin/stringValue").asText()).isEqualTo("eu-west-1");
        assertThat(record.at("/messageAttributes/origin/dataType").asText()).isEqualTo("String");
        assertThat(record.path("eventSource").asText()).isEqualTo("aws:sqs");
        assertThat(record.path("eventSourceARN").asText()).isEqualTo(queues.arn());
        assertThat(record.path("awsRegion").asText()).isEqualTo("us-east-1");
    }

    @Test
    void poll_shouldDeleteTheMessages_whenTheHandlerReportsNoFailure() {
        start(records -> ALL_GOOD);

        send("one", "two");

        awaitEmpty();
        assertThat(bodies()).containsExactlyInAnyOrder("one", "two");
    }

    @Test
    void poll_shouldTakeSuccess_whenTheHandlerReturnsNull() {
        start(records -> "null");

        send("one");

        awaitEmpty();
        assertThat(bodies()).containsExactly("one");
    }

    @Test
    void poll_shouldDeliverOnlyTheFailedOnesAgain_whenTheHandlerReportsThem() {
        start(batch -> failures(batch, record -> body(record).equals("bad") && receiveCount(record) == 1));

        send("good", "bad");

        awaitEmpty();
        assertThat(bodies()).containsOnlyOnce("good").filteredOn("bad"::equals).hasSize(2);
        assertThat(records)
                .filteredOn(record -> body(record).equals("bad"))
                .extracting(EventSourceTest::receiveCount)
                .containsExactly(1, 2);
    }

    @Test
    void poll_shouldDeliverAllAgain_whenTheHandlerThrows() {
        start(batch -> {
            if (batch.stream().anyMatch(record -> receiveCount(record) == 1)) {
                throw new IllegalStateException("boom");
            }
            return ALL_GOOD;
        });

        send("one", "two");

        awaitEmpty();
        assertThat(bodies()).filteredOn("one"::equals).hasSizeGreaterThan(1);
        assertThat(bodies()).filteredOn("two"::equals).hasSizeGreaterThan(1);
    }

    @Test
    void poll_shouldDeliverAllAgain_whenTheHandlerNamesAnUnknownId() {
        start(batch -> receiveCount(batch.getFirst()) == 1
                ? "{\"batchItemFailures\":[{\"itemIdentifier\":\"nobody\"}]}"
                : ALL_GOOD);

        send("one");

        awaitEmpty();
        assertThat(bodies()).containsExactly("one", "one");
    }

    @Test
    void poll_shouldLeaveTheMessageToTheDeadLetterQueue_whenItFailsTooOften() {
        start(batch -> failures(batch, record -> true));

        send("poison");

        await().atMost(Duration.ofSeconds(20))
                .until(() -> sqs.receiveMessage(request -> request.queueUrl(queues.deadLetterUrl())).messages().stream()
                        .map(Message::body)
                        .anyMatch("poison"::equals));
        assertThat(records).hasSize(3);
    }

    @Test
    void close_shouldEndAtOnce_whenItOnlyWaitsForMessages() {
        EventSource idle = EventSource.start(sqs, queues, event -> event, 5);

        long before = System.nanoTime();
        idle.close();

        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(3));
    }

    @Test
    void close_shouldLetTheInvocationEnd_whenOneRuns() throws InterruptedException {
        CountDownLatch running = new CountDownLatch(1);
        CountDownLatch closing = new CountDownLatch(1);
        AtomicBoolean interrupted = new AtomicBoolean();
        EventSource busy = EventSource.start(
                sqs,
                queues,
                event -> {
                    running.countDown();
                    try {
                        closing.await();
                    } catch (InterruptedException e) {
                        interrupted.set(true);
                    }
                    return ALL_GOOD.getBytes(StandardCharsets.UTF_8);
                },
                1);
        send("one");
        running.await();

        Thread closer = Thread.startVirtualThread(busy::close);
        await().until(() -> closer.getState() == Thread.State.TIMED_WAITING);
        closing.countDown();
        closer.join();

        assertThat(interrupted).isFalse();
        assertThat(count(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE))
                .isZero();
    }

    private void start(Function<List<JsonNode>, String> handler) {
        source = EventSource.start(
                sqs,
                queues,
                event -> {
                    List<JsonNode> batch = new ArrayList<>();
                    try {
                        JSON.readTree(event).path("Records").forEach(batch::add);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                    records.addAll(batch);
                    return handler.apply(batch).getBytes(StandardCharsets.UTF_8);
                },
                2);
    }

    private static String failures(List<JsonNode> batch, Function<JsonNode, Boolean> failed) {
        List<Map<String, String>> failures = batch.stream()
                .filter(failed::apply)
                .map(record -> Map.of("itemIdentifier", record.path("messageId").asText()))
                .toList();
        return JSON.valueToTree(Map.of("batchItemFailures", failures)).toString();
    }

    private void send(String... bodies) {
        for (String body : bodies) {
            sqs.sendMessage(request -> request.queueUrl(queues.url()).messageBody(body));
        }
    }

    /** Neither visible nor hidden ones are left: asked in one request, since a message changes from one to the other. */
    private void awaitEmpty() {
        await().atMost(Duration.ofSeconds(20))
                .until(() -> !records.isEmpty()
                        && count(
                                        QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
                                        QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE)
                                == 0);
    }

    private int count(QueueAttributeName... attributes) {
        return sqs
                .getQueueAttributes(request -> request.queueUrl(queues.url()).attributeNames(attributes))
                .attributes()
                .values()
                .stream()
                .mapToInt(Integer::parseInt)
                .sum();
    }

    private List<String> bodies() {
        return records.stream().map(EventSourceTest::body).toList();
    }

    private static String body(JsonNode record) {
        return record.path("body").asText();
    }

    private static int receiveCount(JsonNode record) {
        return record.at("/attributes/ApproximateReceiveCount").asInt();
    }
}

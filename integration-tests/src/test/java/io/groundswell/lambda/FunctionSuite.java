package io.groundswell.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.groundswell.backend.EmbeddedOnly;
import io.groundswell.benchmarks.lambda.FunctionProcess;
import io.groundswell.benchmarks.lambda.InvocationFailedException;
import io.groundswell.benchmarks.lambda.SqsEvents;
import io.groundswell.benchmarks.lambda.TaskRoot;
import io.groundswell.event.DurableEvent;
import io.groundswell.event.Topic;
import io.groundswell.local.embedded.EventSource;
import io.groundswell.registry.Node;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.model.Message;

/** The artifact under AWS's runtime interface client does what its classes do in their own tests, on the ways that fail too. */
@EmbeddedOnly("It runs the function's artifact by itself, before services that fail by its wish.")
class FunctionSuite {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final Topic ONE = Topic.video("1");
    private static final Topic BROKEN = Topic.video("broken");
    private static final Topic REFUSED = Topic.video("refused");
    private static final Topic LONELY = Topic.video("lonely");
    private static final int MEMORY = 1_769;
    private static final FunctionLog LOG = new FunctionLog();

    private static TaskRoot root;
    private static Services services;
    private static NodeStub node;
    private static NodeStub refusing;
    private static FunctionProcess function;

    @BeforeAll
    static void start() throws IOException {
        root = TaskRoot.unpack(Artifact.ZIP);
        services = new Services();
        node = new NodeStub();
        refusing = new NodeStub();
        services.register(node.row("node", 1), ONE, BROKEN);
        services.register(refusing.row("refusing", 1), REFUSED);
        services.register(new Node("gone", URI.create("http://127.0.0.1:1/"), "", Long.MAX_VALUE, 1, false, 1), LONELY);
        function = FunctionProcess.start(plan(services.variables()), LOG::add);
    }

    @AfterAll
    static void stop() throws IOException {
        function.close();
        node.close();
        refusing.close();
        services.close();
        root.close();
    }

    private static FunctionProcess.Plan plan(Map<String, String> variables) {
        return new FunctionProcess.Plan(root, MEMORY, false, variables, List.of());
    }

    @BeforeEach
    void mend() {
        services.work();
    }

    @AfterEach
    void nothingShouldBeMissingFromTheArtifact() {
        assertThat(LOG.faults()).isEmpty();
    }

    @Test
    void function_shouldRecordAndDeliver_whenItGetsABatchOfTen() throws IOException {
        List<String> bodies = IntStream.range(0, 10)
                .mapToObj(number -> number % 2 == 0 ? like(ONE, "batch" + number) : Messages.comment(ONE, number))
                .toList();

        assertThat(failed(bodies)).isEmpty();

        assertThat(services.counters().read(ONE).totals()).isEqualTo(Map.of("like", 5L));
        assertThat(node.received(ONE).counted().totals()).isEqualTo(Map.of("like", 5L));
        assertThat(node.received(ONE).durable().all())
                .extracting(DurableEvent::content)
                .contains("{\"text\":\"number 1\"}", "{\"text\":\"number 9\"}");
    }

    @Test
    void function_shouldMeasureEachInvocation_whenItRuns() throws IOException {
        assertThat(failed(List.of(like(Topic.video("measured"), "measured")))).isEmpty();

        await().atMost(SOON).until(() -> LOG.says("\"CloudWatchMetrics\":[{\"Namespace\":\"Groundswell\""));
    }

    @Test
    void function_shouldReportOnlyTheMessagesThatFailed_whenATopicCannotBeRecorded() throws IOException {
        services.fail(call -> call.body().contains("video:broken"));

        assertThat(failed(List.of(
                        like(Topic.video("whole"), "whole"),
                        Messages.comment(BROKEN, 1),
                        like(Topic.video("beside"), "beside"))))
                .containsExactly("m1");
        assertThat(services.counters().read(Topic.video("whole")).totals()).isEqualTo(Map.of("like", 1L));
        assertThat(node.received(BROKEN).isEmpty()).isTrue();
    }

    @Test
    void function_shouldSetAsideWhatItCannotRead_whenABatchHasPoison() throws IOException {
        long lastMonth = System.currentTimeMillis() - Duration.ofDays(40).toMillis();

        assertThat(failed(List.of(
                        "{\"no\":\"batch\"}", like(Topic.video("sane"), "sane"), Messages.like(ONE, "old", lastMonth))))
                .isEmpty();

        assertThat(reasons()).hasSize(2).anyMatch(reason -> reason.contains("expired"));
        assertThat(services.counters().read(Topic.video("sane")).totals()).isEqualTo(Map.of("like", 1L));
    }

    @Test
    void function_shouldReportPoison_whenItCannotBeSetAside() throws IOException {
        services.fail(call ->
                call.operation().equals("SendMessage") || call.operation().startsWith("ChangeMessage"));

        assertThat(failed(List.of("not JSON", like(Topic.video("other"), "other"))))
                .containsExactly("m0");
    }

    @Test
    void function_shouldLeaveANote_whenANodeRefuses() throws IOException {
        refusing.answers(500);

        assertThat(failed(List.of(like(REFUSED, "refused")))).isEmpty();

        assertThat(services.nodes().renew(refusing.row("refusing", 2)))
                .hasValueSatisfying(missed -> assertThat(missed.topics()).containsExactly(REFUSED));
    }

    @Test
    void function_shouldReportTheMessage_whenANodeRefusesAndCannotBeToldSo() throws IOException {
        refusing.answers(500);
        services.fail(call -> call.operation().equals("UpdateItem"));

        assertThat(failed(List.of(like(REFUSED, "untold")))).containsExactly("m0");
    }

    @Test
    void function_shouldGoOn_whenANodeIsGone() throws IOException {
        assertThat(failed(List.of(like(LONELY, "lonely")))).isEmpty();
    }

    @Test
    void function_shouldReportEveryMessage_whenDynamoDbDoesNotWork() throws IOException {
        services.fail(call -> true);

        assertThat(failed(List.of(like(ONE, "a"), Messages.comment(ONE, 100)))).containsExactly("m0", "m1");
    }

    /** As in an account: what is reported stays in the queue and comes again, and nothing else does. */
    @Test
    void function_shouldGetAgainWhatItReported_whenTheQueueBringsIt() {
        Topic topic = Topic.video("queued");
        services.fail(
                call -> !call.operation().equals("SendMessage") && call.body().contains("video:later"));
        try (EventSource _ = EventSource.start(services.sqs(), services.queues(), function, 1)) {
            send(like(topic, "queued"));
            await().atMost(SOON).until(() -> !services.counters().read(topic).isEmpty());
            // By itself: a call that fails as a whole fails for every row in it.
            send(like(Topic.video("later"), "later"));
            await().atMost(SOON).until(() -> services.failed() > 0);
            services.work();
            await().atMost(SOON)
                    .until(() -> !services.counters().read(Topic.video("later")).isEmpty());
            await().atMost(SOON).until(this::isQueueEmpty);
        }

        assertThat(services.counters().read(topic).totals()).isEqualTo(Map.of("like", 1L));
    }

    @Test
    void function_shouldNotStart_whenASettingIsMissing() throws IOException {
        FunctionLog log = new FunctionLog();
        try (FunctionProcess nameless = FunctionProcess.start(plan(Map.of("AWS_REGION", "us-east-1")), log::add)) {
            assertThatThrownBy(() -> nameless.api().ready().join())
                    .hasCauseInstanceOf(InvocationFailedException.class)
                    .hasMessageContaining("GROUNDSWELL_INTERNAL_KEY: missing (expected: ");
        }
        assertThat(log.faults()).isEmpty();
    }

    private static String like(Topic topic, String replica) {
        return Messages.like(topic, replica, System.currentTimeMillis());
    }

    /** @return the ids of the messages that are to come again */
    private static List<String> failed(List<String> bodies) throws IOException {
        JsonNode answer = new ObjectMapper().readTree(function.invoke(SqsEvents.json(Messages.event(bodies))));
        return StreamSupport.stream(answer.path("batchItemFailures").spliterator(), false)
                .map(failure -> failure.path("itemIdentifier").asText())
                .toList();
    }

    private static List<String> reasons() {
        return services
                .sqs()
                .receiveMessage(receive -> receive.queueUrl(services.queues().deadLetterUrl())
                        .maxNumberOfMessages(10)
                        .messageAttributeNames("All"))
                .messages()
                .stream()
                .map(FunctionSuite::reason)
                .toList();
    }

    private static String reason(Message letter) {
        return Objects.requireNonNull(letter.messageAttributes().get("reason")).stringValue();
    }

    private static void send(String body) {
        services.sqs()
                .sendMessage(send -> send.queueUrl(services.queues().url()).messageBody(body));
    }

    private boolean isQueueEmpty() {
        return services
                .sqs()
                .getQueueAttributes(ask -> ask.queueUrl(services.queues().url()).attributeNamesWithStrings("All"))
                .attributesAsStrings()
                .entrySet()
                .stream()
                .filter(attribute -> attribute.getKey().startsWith("ApproximateNumberOfMessages"))
                .allMatch(attribute -> attribute.getValue().equals("0"));
    }
}

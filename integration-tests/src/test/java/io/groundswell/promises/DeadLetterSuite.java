package io.groundswell.promises;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.groundswell.backend.Backend;
import io.groundswell.backend.EndToEnd;
import io.groundswell.event.Batch;
import io.groundswell.event.CountedState;
import io.groundswell.event.Replica;
import io.groundswell.event.ReplicaCount;
import io.groundswell.event.Topic;
import io.groundswell.event.TopicUpdate;
import io.groundswell.event.wire.BatchCodec;
import io.groundswell.local.Groundswell;
import io.groundswell.local.Platform;
import io.groundswell.store.dynamodb.DynamoCounters;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What cannot be handled is listed with its reason and stays; what is sent again is handled. */
@EndToEnd
class DeadLetterSuite {
    private static final Duration LONG = Duration.ofSeconds(60);
    private static Platform platform;

    private final StringWriter err = new StringWriter();

    @BeforeAll
    static void start() {
        platform = Platform.start(Backend.options().withNodes(1), notice -> {});
    }

    @AfterAll
    static void stop() {
        platform.close();
    }

    @Test
    void poison_shouldBeListedWithItsReasonAndComeBack_whenItIsRedriven() throws IOException {
        send(platform.queues().url(), "{\"v\":99,\"topics\":[{\"topic\":\"video:poison\"}]}");
        JsonNode letter = await().atMost(LONG).until(() -> only("video:poison"), found -> !found.isMissingNode());

        assertThat(letter.path("reason").asText()).startsWith("batch.v: 99 (expected: 1 to ");
        assertThat(letter.path("receives").asLong()).isEqualTo(1);
        assertThat(run("dlq", "list")).contains("video:poison", "batch.v: 99", "dead letters: ");
        assertThat(only("video:poison").path("id")).isEqualTo(letter.path("id"));

        assertThat(run("dlq", "redrive", letter.path("id").asText())).isEqualTo("redriven: 1\n");
        await().atMost(LONG)
                .until(
                        () -> only("video:poison"),
                        again -> !again.isMissingNode() && !again.path("id").equals(letter.path("id")));
    }

    @Test
    void message_shouldBeCounted_whenTheQueueHadMovedItAndItIsRedriven() throws IOException {
        Topic topic = Topic.video("moved");
        Replica replica = new Replica("us-east-1", "boot.1");
        TopicUpdate likes =
                TopicUpdate.counted(CountedState.of(replica, new ReplicaCount(1, Map.of("like", 7L))), Map.of());
        send(platform.queues().deadLetterUrl(), BatchCodec.encodeToString(Batch.of(topic, likes)));
        JsonNode letter = await().atMost(LONG).until(() -> only("video:moved"), found -> !found.isMissingNode());
        assertThat(letter.has("reason")).isFalse();
        assertThat(run("dlq", "list")).contains("moved by the queue's redrive policy");

        assertThat(run("dlq", "redrive", letter.path("id").asText())).isEqualTo("redriven: 1\n");

        DynamoCounters counters =
                new DynamoCounters(platform.dynamoDb(), platform.aws().tablePrefix());
        await().atMost(LONG).until(() -> counters.read(topic).totals().equals(Map.of("like", 7L)));
        assertThat(only("video:moved").isMissingNode()).isTrue();
    }

    @Test
    void redrive_shouldFailAndSayWhich_whenAnIdIsNotThere() {
        assertThat(execute(new StringWriter(), "dlq", "redrive", "nobody")).isEqualTo(1);

        assertThat(err.toString())
                .isEqualTo("groundswell dlq redrive: ids: nobody (expected: dead letters that nobody else looks at)\n");
    }

    private static void send(String queue, String body) {
        platform.sqs().sendMessage(send -> send.queueUrl(queue).messageBody(body));
    }

    /** The dead letter of a topic, or nothing. */
    private JsonNode only(String topic) throws IOException {
        List<JsonNode> found = new ArrayList<>();
        for (String line : run("dlq", "list", "--json").lines().toList()) {
            JsonNode letter = new ObjectMapper().readTree(line);
            if (letter.path("topics").path(0).asText().equals(topic)) {
                found.add(letter);
            }
        }
        assertThat(found).hasSizeLessThanOrEqualTo(1);
        return found.isEmpty() ? new ObjectMapper().missingNode() : found.getFirst();
    }

    private String run(String... arguments) {
        StringWriter out = new StringWriter();
        assertThat(execute(out, arguments)).as(err.toString()).isZero();
        return out.toString();
    }

    private int execute(StringWriter out, String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--port-base", Integer.toString(platform.api().getPort())));
        return Groundswell.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(all.toArray(String[]::new));
    }
}

package io.groundswell.promises;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.groundswell.aws.AwsClients;
import io.groundswell.aws.AwsConfig;
import io.groundswell.backend.Backend;
import io.groundswell.backend.LocalStackOnly;
import io.groundswell.event.Topic;
import io.groundswell.local.client.ApiClient;
import io.groundswell.store.dynamodb.StoreTables;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A deployment is one command, so is its change with other code and another setting while viewers are connected, and so is its end.
 */
@LocalStackOnly
@Timeout(600)
class UpgradeSuite {
    private static final String NAME = "upgraded";
    private static final String TABLE_PREFIX = NAME + "-";
    private static final Topic TOPIC = Topic.video("upgraded");
    private static final Path FUNCTION = Path.of("../lambda-dispatcher/target/lambda-dispatcher-function.zip");
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final Duration RETENTION = Duration.ofDays(31);
    private static final String EXPIRY = StoreTables.HISTORY.timeToLive().orElseThrow();

    @TempDir
    private Path folder;

    @Test
    void upAgain_shouldBringNewCodeAndSettings_andLoseNothing_andDownLeavesNothing() throws Exception {
        int port = freePort();
        URI api = URI.create("http://localhost:" + port);
        URI stream = URI.create("http://localhost:" + (port + 1));
        try (LauncherProcess first = LauncherProcess.start(code("one"), up(port, List.of()))) {
            first.awaitUp();
            List<String> before = versions(api);
            DeployedFunction functionBefore = function();
            try (Watcher one = new Watcher(stream, TOPIC);
                    Watcher two = new Watcher(stream, TOPIC);
                    SteadyPublisher publisher = SteadyPublisher.start(api, TOPIC.id());
                    LauncherProcess second = LauncherProcess.start(
                            code("two"),
                            up(
                                    port,
                                    List.of(
                                            "groundswell:historyRetentionDays=" + RETENTION.toDays(),
                                            "groundswell:dispatcherCode=" + functionWith("two"))))) {
                second.awaitUp();
                assertThat(first.awaitEnd()).as(first.said()).isZero();
                publisher.awaitMore(10);
                publisher.close();

                assertThat(versions(api)).hasSameSizeAs(before).doesNotContainAnyElementsOf(before);
                DeployedFunction functionNow = function();
                assertThat(functionNow.code()).isNotEqualTo(functionBefore.code());
                assertThat(functionNow
                                .variables()
                                .path("GROUNDSWELL_HISTORY_RETENTION_DAYS")
                                .asText())
                        .isEqualTo(Long.toString(RETENTION.toDays()));
                checkThatTheNewFunctionRecorded(publisher.comments().getLast());
                for (Watcher watcher : List.of(one, two)) {
                    await().atMost(SOON)
                            .untilAsserted(() -> assertThat(watcher.commentsOnce())
                                    .containsOnlyOnceElementsOf(publisher.comments()));
                    await().atMost(SOON)
                            .until(() -> watcher.total(TOPIC, "like") >= publisher.likes()
                                    && watcher.total(TOPIC, "like") <= publisher.likes() + publisher.unknown());
                }
            }
            down();
        }
    }

    /** Whoever recorded a comment has said when its row expires, so long after its acceptance as it was told to. */
    private static void checkThatTheNewFunctionRecorded(String comment) {
        try (DynamoDbClient tables = tables()) {
            await().atMost(SOON).until(() -> rows(tables, comment).size() == 1);
            Map<String, AttributeValue> row = rows(tables, comment).getFirst();
            Duration accepted = Duration.ofMillis(number(row, "acceptedAt"));
            assertThat(number(row, EXPIRY)).isEqualTo(accepted.plus(RETENTION).toSeconds());
        }
    }

    /** Of the history, which fits into a page. */
    private static List<Map<String, AttributeValue>> rows(DynamoDbClient tables, String comment) {
        return tables.scan(scan -> scan.tableName(TABLE_PREFIX + StoreTables.HISTORY.name())).items().stream()
                .filter(row -> text(row).contains("\"" + comment + "\""))
                .toList();
    }

    private static String text(Map<String, AttributeValue> row) {
        AttributeValue content = row.get("content");
        return content == null ? "" : content.s();
    }

    private static long number(Map<String, AttributeValue> row, String attribute) {
        return Long.parseLong(Objects.requireNonNull(row.get(attribute)).n());
    }

    private static DynamoDbClient tables() {
        return new AwsClients(new AwsConfig(
                        "us-east-1",
                        Optional.empty(),
                        Optional.of(Backend.endpoint()),
                        AwsConfig.Credentials.LOCAL,
                        TABLE_PREFIX))
                .dynamoDb(SOON);
    }

    private static void down() throws Exception {
        List<String> arguments = new ArrayList<>(List.of("down", "--keep-localstack"));
        arguments.addAll(deployment());
        try (LauncherProcess down = LauncherProcess.start(Path.of("none.jar"), arguments)) {
            assertThat(down.awaitEnd()).as(down.said()).isZero();
        }
        try (DynamoDbClient tables = tables()) {
            assertThat(tables.listTables().tableNames())
                    .isNotEmpty()
                    .noneMatch(table -> table.startsWith(TABLE_PREFIX));
        }
    }

    private static List<String> up(int port, List<String> context) {
        List<String> arguments = new ArrayList<>(List.of("up", "--localstack", "--port-base", Integer.toString(port)));
        arguments.addAll(deployment());
        context.forEach(value -> arguments.addAll(List.of("--context", value)));
        return arguments;
    }

    private static List<String> deployment() {
        return List.of("--localstack-container", Backend.container(), "--context", "groundswell:name=" + NAME);
    }

    private static DeployedFunction function() throws IOException, InterruptedException {
        return DeployedFunction.read(Backend.endpoint(), NAME + "-dispatcher");
    }

    /** Of all nodes, by their own word. */
    private static List<String> versions(URI api) {
        try (ApiClient client = new ApiClient(api)) {
            List<String> versions = new ArrayList<>();
            for (JsonNode node : client.get("/local/status").path("nodes")) {
                try (ApiClient health =
                        new ApiClient(URI.create(node.path("stream").asText()))) {
                    versions.add(health.get("/health/live").path("version").asText());
                }
            }
            assertThat(versions).hasSize(2);
            return versions;
        }
    }

    /** What stands for changed code on a class path: a file of ours that was not there. */
    private Path code(String content) throws IOException {
        return with(folder.resolve(content + ".jar"), content);
    }

    /** Likewise for the function. */
    private Path functionWith(String content) throws IOException {
        return with(Files.copy(FUNCTION, folder.resolve("function.zip")), content);
    }

    private static Path with(Path archive, String content) throws IOException {
        try (FileSystem files = FileSystems.newFileSystem(archive, Map.of("create", "true"))) {
            Path ours = Files.createDirectories(files.getPath("io/groundswell"));
            Files.writeString(ours.resolve("changed.txt"), content, StandardCharsets.UTF_8);
        }
        return archive;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}

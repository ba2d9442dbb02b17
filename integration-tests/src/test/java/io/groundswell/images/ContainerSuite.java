package io.groundswell.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.groundswell.aws.AwsClients;
import io.groundswell.aws.AwsConfig;
import io.groundswell.backend.EmbeddedOnly;
import io.groundswell.local.embedded.EmbeddedDynamo;
import io.groundswell.local.embedded.EmbeddedSqs;
import io.groundswell.local.embedded.Queues;
import io.groundswell.registry.NodeDirectory;
import io.groundswell.registry.dynamodb.DynamoNodeDirectory;
import io.groundswell.registry.dynamodb.RegistryTables;
import io.groundswell.store.dynamodb.StoreTables;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * The images of API and node, built from what Maven built and run by Docker: not as root, with the limits that they are given,
 * healthy, and with a clean end when they are told to stop.
 */
@EmbeddedOnly("It is about the images of API and node, each by itself.")
class ContainerSuite {
    private static final Duration SOON = Duration.ofSeconds(60);

    /** What the template gives, as it comes. */
    private static final int OPEN_FILES = 65_535;

    private static final int TOO_FEW = 4_096;
    private static final int WINDOW_SECONDS = 3;
    private static final int SIGTERM = 128 + 15;

    /** What is to be closed, of what could be started. */
    private static final List<AutoCloseable> PARTS = new ArrayList<>();

    private static EmbeddedDynamo dynamo;
    private static EmbeddedSqs sqs;
    private static AwsConfig aws;
    private static int openFiles;

    private final HttpClient http = HttpClient.newHttpClient();

    @BeforeAll
    static void build() throws IOException {
        PARTS.add(Images.build());
        dynamo = EmbeddedDynamo.start();
        PARTS.add(dynamo);
        sqs = EmbeddedSqs.start("us-east-1");
        PARTS.add(sqs);
        aws = new AwsConfig(
                "us-east-1",
                Optional.of(sqs.endpoint()),
                Optional.of(dynamo.endpoint()),
                AwsConfig.Credentials.LOCAL,
                "groundswell-");
        try (DynamoDbClient client = new AwsClients(aws).dynamoDb(SOON)) {
            StoreTables.create(client, aws.tablePrefix());
            RegistryTables.create(client, aws.tablePrefix());
        }
        openFiles = Images.openFiles(nodeVariables(freePort()), OPEN_FILES);
    }

    @AfterAll
    static void stop() throws Exception {
        for (AutoCloseable part : PARTS) {
            part.close();
        }
    }

    @Test
    void api_shouldAcceptAndEndCleanly_whenDockerRunsIt() throws Exception {
        int port = freePort();
        Map<String, String> variables = variables();
        variables.put("GROUNDSWELL_API_PORT", Integer.toString(port));
        try (SqsClient client = new AwsClients(aws).sqs(SOON)) {
            String queue = Queues.create(client, Queues.Rules.STANDARD).url();
            variables.put("GROUNDSWELL_QUEUE_URL", queue);
            try (Container api = Container.start(Images.API, openFiles, variables)) {
                awaitReady(api, port);
                assertConfined(api);
                HttpRequest like = HttpRequest.newBuilder(at(port, "/v1/videos/42/likes"))
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString("{\"reaction\":\"like\"}"))
                        .build();
                assertThat(http.send(like, BodyHandlers.ofString()).statusCode())
                        .isEqualTo(202);

                api.stop(30);

                assertThat(api.exitCode()).as(api.logs()).isEqualTo(SIGTERM);
                assertThat(api.logs()).contains("api: stopped");
            }
            assertThat(client.receiveMessage(receive -> receive.queueUrl(queue).waitTimeSeconds(5))
                            .messages())
                    .hasSize(1);
        }
    }

    @Test
    void api_shouldRefuseWhatItCannotRead_whenDockerRunsIt() throws Exception {
        int port = freePort();
        Map<String, String> variables = variables();
        variables.put("GROUNDSWELL_API_PORT", Integer.toString(port));
        variables.put("GROUNDSWELL_QUEUE_URL", sqs.endpoint() + "/000000000000/none");
        try (Container api = Container.start(Images.API, openFiles, variables)) {
            awaitReady(api, port);
            HttpRequest nonsense = HttpRequest.newBuilder(at(port, "/v1/videos/42/comments"))
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString("{\"text\":"))
                    .build();
            assertThat(http.send(nonsense, BodyHandlers.ofString()).statusCode())
                    .as(api.logs())
                    .isEqualTo(400);
        }
    }

    @Test
    void node_shouldSendItsViewersAwayAndEndCleanly_whenDockerStopsIt() throws Exception {
        int port = freePort();
        try (Container node = Container.start(Images.NODE, openFiles, nodeVariables(port));
                DynamoDbClient client = new AwsClients(aws).dynamoDb(SOON)) {
            awaitReady(node, port);
            assertConfined(node);
            NodeDirectory directory = new DynamoNodeDirectory(client, aws.region(), aws.tablePrefix());
            assertThat(directory.all())
                    .singleElement()
                    .satisfies(row -> assertThat(row.deliveries().getHost())
                            .as("the address that a container finds by itself")
                            .isNotEqualTo("127.0.0.1"));
            List<String> stream = watch(port);
            await().atMost(SOON).until(() -> stream.contains("event: open"));

            node.stop(WINDOW_SECONDS + 20);

            assertThat(node.exitCode()).as(node.logs()).isEqualTo(SIGTERM);
            assertThat(node.logs()).contains(": stopped");
            await().atMost(SOON).until(() -> stream.contains("event: reconnect"));
            assertThat(stream).anyMatch(line -> line.contains("node_stopping"));
            assertThat(directory.all()).isEmpty();
        }
    }

    @Test
    void node_shouldNotStart_whenItIsGivenFewerSocketsThanItAsksFor() {
        Map<String, String> variables = nodeVariables(0);
        try (Container node = Container.start(Images.NODE, TOO_FEW, variables)) {
            await().atMost(SOON).until(() -> !node.runs());

            assertThat(node.exitCode()).isEqualTo(1);
            assertThat(node.logs().lines())
                    .containsExactly("open files: " + TOO_FEW + " (expected: at least " + openFiles
                            + ", as GROUNDSWELL_OPEN_FILES says)");
        }
    }

    private static void assertConfined(Container container) throws IOException {
        assertThat(container.kernel("status", "Uid:").split("\\s+"))
                .as("real, effective, saved and file system user")
                .containsExactly("Uid:", "10001", "10001", "10001", "10001");
        assertThat(container.kernel("limits", "Max open files").split("\\s{2,}"))
                .startsWith("Max open files", Integer.toString(openFiles), Integer.toString(openFiles));
    }

    private void awaitReady(Container container, int port) {
        HttpRequest ready = HttpRequest.newBuilder(at(port, "/health/ready")).build();
        await().atMost(SOON).until(() -> {
            assertThat(container.runs()).as(container.logs()).isTrue();
            try {
                return http.send(ready, BodyHandlers.ofString()).statusCode() == 200;
            } catch (IOException notYet) {
                return false;
            }
        });
    }

    /** The lines of a stream, as they come. */
    private List<String> watch(int port) {
        List<String> lines = new CopyOnWriteArrayList<>();
        HttpRequest request =
                HttpRequest.newBuilder(at(port, "/v1/stream?topic=video:42")).build();
        var _ = http.sendAsync(request, BodyHandlers.ofLines())
                .thenAcceptAsync(answer -> answer.body().forEach(lines::add));
        return lines;
    }

    private static Map<String, String> variables() {
        return new HashMap<>(Map.of(
                "AWS_REGION",
                aws.region(),
                "GROUNDSWELL_AWS_CREDENTIALS",
                "local",
                "GROUNDSWELL_SQS_ENDPOINT",
                sqs.endpoint().toString(),
                "GROUNDSWELL_DYNAMODB_ENDPOINT",
                dynamo.endpoint().toString(),
                "GROUNDSWELL_TOKEN_SECRET",
                "a secret that is only used in a test",
                "GROUNDSWELL_GUESTS",
                "true"));
    }

    private static Map<String, String> nodeVariables(int port) {
        Map<String, String> variables = variables();
        variables.put("GROUNDSWELL_STREAM_PORT", Integer.toString(port));
        variables.put("GROUNDSWELL_INTERNAL_PORT", "0");
        variables.put("GROUNDSWELL_INTERNAL_KEY", "a key that is used only in this test");
        variables.put("GROUNDSWELL_ADVERTISED_HOST", "auto");
        variables.put("GROUNDSWELL_OPEN_FILES", Integer.toString(openFiles));
        variables.put("GROUNDSWELL_DRAIN_MILLIS", Integer.toString(WINDOW_SECONDS * 1_000));
        return variables;
    }

    private static URI at(int port, String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}

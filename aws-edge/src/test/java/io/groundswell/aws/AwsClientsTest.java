package io.groundswell.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.SqsException;

/** The clients against a service that always fails, or never answers. */
final class AwsClientsTest {
    private static final Duration LONG = Duration.ofSeconds(30);

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final CountDownLatch ended = new CountDownLatch(1);
    private final List<String> authorizations = new CopyOnWriteArrayList<>();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            authorizations.add(exchange.getRequestHeaders().getFirst("Authorization"));
            exchange.sendResponseHeaders(500, -1);
            exchange.close();
        });
        server.createContext("/silent", exchange -> {
            try {
                ended.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        ended.countDown();
        server.stop(0);
        threads.close();
    }

    @Test
    void sqs_shouldTryOnce_whenTheServiceFails() {
        try (SqsClient sqs = clients("/").sqs(LONG)) {
            assertThatThrownBy(() ->
                            sqs.sendMessage(request -> request.queueUrl("q").messageBody("m")))
                    .isInstanceOf(SqsException.class);
        }

        assertThat(authorizations).hasSize(1);
        assertThat(authorizations.getFirst()).contains("Credential=local/").contains("/eu-west-1/sqs/");
    }

    @Test
    void dynamoDb_shouldTryAgain_whenTheServiceFails() {
        try (DynamoDbClient dynamoDb = clients("/").dynamoDb(LONG)) {
            assertThatThrownBy(dynamoDb::listTables).isInstanceOf(DynamoDbException.class);
        }

        assertThat(authorizations)
                .hasSize(3)
                .allSatisfy(header ->
                        assertThat(header).contains("Credential=local/").contains("/eu-west-1/dynamodb/"));
    }

    @Test
    void call_shouldEndInTime_whenTheServiceIsSilent() {
        AwsClients clients = clients("/silent");
        try (SqsClient sqs = clients.sqs(Duration.ofMillis(200));
                DynamoDbClient dynamoDb = clients.dynamoDb(Duration.ofMillis(200))) {
            assertThatThrownBy(sqs::listQueues).isInstanceOf(ApiCallTimeoutException.class);
            assertThatThrownBy(dynamoDb::listTables).isInstanceOf(ApiCallTimeoutException.class);
        }
    }

    @Test
    void credentials_shouldComeFromTheSdksChain_whenNotLocal() {
        AwsConfig config = new AwsConfig(
                "eu-west-1", Optional.empty(), Optional.empty(), AwsConfig.Credentials.DEFAULT, "groundswell-");

        try (SqsClient sqs = new AwsClients(config).sqs(LONG)) {
            assertThat(sqs.serviceClientConfiguration().credentialsProvider())
                    .isInstanceOf(DefaultCredentialsProvider.class);
        }
    }

    private AwsClients clients(String path) {
        Optional<URI> endpoint =
                Optional.of(URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path));
        return new AwsClients(
                new AwsConfig("eu-west-1", endpoint, endpoint, AwsConfig.Credentials.LOCAL, "groundswell-"));
    }
}

package io.groundswell.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.groundswell.event.Topic;
import io.groundswell.local.embedded.PortTakenException;
import io.groundswell.registry.dynamodb.DynamoSubscriptions;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class PlatformTest {
    private static final List<String> NOTICES = new CopyOnWriteArrayList<>();
    private static Platform platform;

    @BeforeAll
    static void start() {
        platform = Platform.start(PlatformOptions.onFreePorts(), NOTICES::add);
    }

    @AfterAll
    static void stop() {
        platform.close();
        assertThat(NOTICES).isEmpty();
    }

    @Test
    void status_shouldSayWhatIsWhere_whenAsked() throws IOException {
        JsonNode status = new ObjectMapper()
                .readTree(run(
                        "status",
                        "--json",
                        "--port-base",
                        Integer.toString(platform.api().getPort())));

        assertThat(status.path("api").asText()).isEqualTo(platform.api().toString());
        assertThat(status.path("page").asText()).isEqualTo(platform.page().toString());
        assertThat(status.path("stream").asText()).isEqualTo(platform.stream().toString());
        assertThat(status.path("nodes")).hasSize(2).allSatisfy(node -> {
            assertThat(node.path("id").asText()).matches("node-[12]-[0-9a-f]{6}");
            assertThat(URI.create(node.path("stream").asText()).getPort()).isPositive();
        });
    }

    @Test
    void commands_shouldReachEachOther_whenOneWatches() {
        String stream = platform.stream().toString();
        CompletableFuture<String> watched =
                CompletableFuture.supplyAsync(() -> run("watch", "video:cli", "--stream", stream, "--count", "4"));
        await().atMost(Duration.ofSeconds(20)).until(PlatformTest::isWatched);

        String api = platform.api().toString();
        assertThat(run("like", "cli", "--reaction", "love", "--api", api))
                .isEqualTo("accepted: 1 × love for video:cli\n");
        assertThat(run("comment", "cli", "well done", "--api", api)).startsWith("accepted: comment ");

        await().atMost(Duration.ofSeconds(20)).until(watched::isDone);
        assertThat(watched.join().lines().map(line -> line.substring(0, line.indexOf(' '))))
                .containsExactlyInAnyOrder("open", "viewers", "likes", "comment");
        assertThat(watched.join()).contains("\"totals\":{\"love\":1}", "\"text\":\"well done\"");
    }

    @Test
    void start_shouldRefuseBeforeItStartsAnything_whenAPortIsTaken() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            PlatformOptions options = PlatformOptions.onFreePorts().withPortBase(taken.getLocalPort());

            assertThatThrownBy(() -> Platform.start(options, NOTICES::add)).isInstanceOf(PortTakenException.class);
        }
    }

    @Test
    void page_shouldBeServed_whenABrowserAsks() throws Exception {
        try (HttpClient browser = HttpClient.newHttpClient()) {
            HttpResponse<String> page =
                    browser.send(HttpRequest.newBuilder(platform.page()).build(), BodyHandlers.ofString());

            assertThat(page.statusCode()).isEqualTo(200);
            assertThat(page.headers().firstValue("Content-Type"))
                    .hasValueSatisfying(type -> assertThat(type).startsWith("text/html"));
        }
    }

    private static boolean isWatched() {
        return new DynamoSubscriptions(platform.dynamoDb(), platform.aws().tablePrefix())
                .of(Topic.video("cli")).stream().anyMatch(subscription -> subscription.viewers() == 1);
    }

    private static String run(String... arguments) {
        StringWriter out = new StringWriter();
        Groundswell.commandLine().setOut(new PrintWriter(out, true)).execute(arguments);
        return out.toString();
    }
}

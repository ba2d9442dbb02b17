package io.groundswell.promises;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.groundswell.backend.EmbeddedOnly;
import io.groundswell.event.Topic;
import io.groundswell.local.Platform;
import io.groundswell.local.PlatformOptions;
import io.groundswell.registry.Node;
import io.groundswell.registry.Revision;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * On ECS a node that has viewers is protected from being scaled in, and no deployment hangs on that: where a node of another
 * revision is there, it sends its viewers away and gives the protection back.
 */
@EmbeddedOnly("It plays ECS's agent and a node of another revision, which other suites on a deployment would meet.")
class TaskProtectionSuite {
    private static final Topic TOPIC = Topic.video("protected");
    private static final Duration TWO_TURNS = Duration.ofSeconds(30);
    private static final String AGENT = "/api/task-protection/v1/state";

    private final List<String> asked = new CopyOnWriteArrayList<>();
    private HttpServer ecs;

    @BeforeEach
    void start() throws IOException {
        ecs = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        ecs.createContext(AGENT, this::protect);
        ecs.start();
    }

    @AfterEach
    void stop() {
        ecs.stop(0);
    }

    @Test
    void node_shouldBeProtectedUntilAnotherRevisionIsWanted_whenItHasViewers() {
        PlatformOptions options = PlatformOptions.onFreePorts()
                .withNodes(1)
                .withVariables(Map.of(
                        "ECS_AGENT_URI",
                        "http://127.0.0.1:" + ecs.getAddress().getPort() + "/api",
                        "GROUNDSWELL_REVISION",
                        "blue"));
        try (Platform platform = Platform.start(options, line -> {});
                Watcher watcher = new Watcher(platform.stream(), TOPIC)) {
            await().atMost(TWO_TURNS).until(() -> asked.contains("true"));
            assertThat(asked).doesNotContain("false");

            platform.directory().renew(successor(platform.directory().all().getFirst()));

            await().atMost(TWO_TURNS).until(() -> !watcher.named("reconnect").isEmpty());
            assertThat(watcher.named("reconnect").getFirst().path("code").asText())
                    .isEqualTo("node_stopping");
            await().atMost(TWO_TURNS).until(() -> asked.getLast().equals("false"));
        }
    }

    /** Of the next deployment, and reached by a viewer already. */
    private static Node successor(Node node) {
        long now = System.currentTimeMillis();
        return new Node(
                "successor",
                URI.create("http://127.0.0.1:9/internal/v1/deliveries"),
                node.stream(),
                now + TWO_TURNS.multipliedBy(4).toMillis(),
                1,
                false,
                1,
                new Revision("green", now));
    }

    private void protect(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            String isWanted = Boolean.toString(body.contains("true"));
            asked.add(isWanted);
            byte[] answer =
                    ("{\"protection\":{\"ProtectionEnabled\":" + isWanted + "}}").getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
        }
    }
}

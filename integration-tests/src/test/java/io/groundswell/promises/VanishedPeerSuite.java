package io.groundswell.promises;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.groundswell.backend.EmbeddedOnly;
import io.groundswell.event.Topic;
import io.groundswell.local.Platform;
import io.groundswell.local.PlatformOptions;
import io.groundswell.registry.Node;
import io.groundswell.registry.Subscriptions;
import io.groundswell.registry.dynamodb.DynamoSubscriptions;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A viewer whose network is gone without a FIN is found, closed, and leaves the viewer count. */
@EnabledIf(Namespace.WANTED)
@EmbeddedOnly("It needs a network of its own, which no service has a part in.")
class VanishedPeerSuite {
    private static final Topic TOPIC = Topic.video("vanished");
    private static final Duration LOST_AFTER = Duration.ofSeconds(4);
    private static final Duration SOON = Duration.ofSeconds(20);

    /** With heartbeats something is in flight when the peer is gone; without any, the kernel has to ask for a sign of life. */
    @ParameterizedTest
    @CsvSource({"1000", "300000"})
    void node_shouldCloseTheStreamAndCountItNoMore_whenItsPeerVanishes(String heartbeatMillis) throws Exception {
        PlatformOptions options = PlatformOptions.onFreePorts()
                .withNodes(1)
                .withVariables(Map.of(
                        "GROUNDSWELL_STREAM_HOST",
                        "0.0.0.0",
                        "GROUNDSWELL_HEARTBEAT_MILLIS",
                        heartbeatMillis,
                        "GROUNDSWELL_LOST_PEER_MILLIS",
                        Long.toString(LOST_AFTER.toMillis())));
        try (Platform platform = Platform.start(options, line -> {});
                Namespace away = Namespace.create()) {
            Subscriptions subscriptions =
                    new DynamoSubscriptions(platform.dynamoDb(), platform.aws().tablePrefix());
            Process viewer = away.start(
                    "curl", "-sN", "http://" + away.host() + ":" + port(platform) + "/v1/stream?topic=" + TOPIC);
            try {
                awaitOpen(viewer);
                await().atMost(SOON).until(() -> connections(platform) == 1 && viewers(subscriptions) == 1);
                long before = System.nanoTime();
                away.vanish();
                await().atMost(SOON).until(() -> connections(platform) == 0);
                assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThan(Duration.ofSeconds(1));
                await().atMost(SOON).until(() -> viewers(subscriptions) == 0);
            } finally {
                var _ = viewer.destroyForcibly();
            }
        }
    }

    private static void awaitOpen(Process viewer) throws IOException {
        BufferedReader lines = viewer.inputReader(StandardCharsets.UTF_8);
        String line = lines.readLine();
        while (line != null && !line.startsWith("data: ")) {
            line = lines.readLine();
        }
        assertThat(line).contains("\"connectionId\"");
    }

    private static int port(Platform platform) {
        String stream = only(platform).stream();
        return Integer.parseInt(stream.substring(stream.lastIndexOf(':') + 1));
    }

    /** As the node's row says. */
    private static int connections(Platform platform) {
        return only(platform).connections();
    }

    private static Node only(Platform platform) {
        return platform.directory().all().getFirst();
    }

    private static int viewers(Subscriptions subscriptions) {
        return subscriptions.of(TOPIC).stream()
                .mapToInt(subscription -> subscription.viewers())
                .sum();
    }
}

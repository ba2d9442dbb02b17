package io.groundswell.promises;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.groundswell.backend.Backend;
import io.groundswell.backend.EndToEnd;
import io.groundswell.event.Topic;
import io.groundswell.local.LocalStatus;
import io.groundswell.local.Platform;
import io.groundswell.local.PlatformOptions;
import io.groundswell.local.RunningNode;
import io.groundswell.local.client.ApiClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A node that dies leaves the others serving, vanishes from the registry, and its viewers come back on another. */
@EndToEnd
class DeadNodeSuite {
    private static final Topic TOPIC = Topic.video("survivor");
    private static final Duration VANISHED = Duration.ofSeconds(15);

    @Test
    void viewers_shouldComeBackOnAnotherNode_whenTheirsIsKilled() {
        PlatformOptions options = Backend.options().withNodes(3).withProcesses(true);
        List<Watcher> watchers = new ArrayList<>();
        try (Platform platform = Platform.start(options, line -> {});
                ApiClient api = new ApiClient(platform.api())) {
            for (int i = 0; i < 9; i++) {
                watchers.add(new Watcher(platform.stream(), TOPIC));
            }
            RunningNode victim = nodeOf(platform, watchers.getFirst().node());
            victim.kill();
            api.comment("survivor", "still here");
            for (Watcher watcher : watchers) {
                await().atMost(VANISHED).until(() -> !watcher.node().equals(victim.id()));
            }
            await().atMost(VANISHED)
                    .until(() -> platform.status().nodes().stream()
                            .map(LocalStatus.Node::id)
                            .noneMatch(victim.id()::equals));
            assertThat(platform.status().nodes()).hasSize(2);
            assertThat(platform.nodes().stream().filter(RunningNode::isAlive)).hasSize(2);
            api.comment("survivor", "all of us");
            for (Watcher watcher : watchers) {
                await().until(() -> watcher.comments().contains("all of us"));
            }
        } finally {
            watchers.forEach(Watcher::close);
        }
    }

    private static RunningNode nodeOf(Platform platform, String id) {
        return platform.nodes().stream()
                .filter(node -> node.id().equals(id))
                .findFirst()
                .orElseThrow();
    }
}

package io.groundswell.promises;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.groundswell.backend.Backend;
import io.groundswell.backend.EndToEnd;
import io.groundswell.event.CountedState;
import io.groundswell.event.Replica;
import io.groundswell.event.ReplicaCount;
import io.groundswell.event.Topic;
import io.groundswell.local.Platform;
import io.groundswell.store.Counters;
import io.groundswell.store.dynamodb.DynamoCounters;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is counted is shown to viewers also where no delivery told their node of it: it reads totals again. */
@EndToEnd
class AntiEntropySuite {
    private static final Topic TOPIC = Topic.video("forgotten");
    private static final Replica REPLICA = new Replica("us-east-1", "suite.1");
    private static final Duration HEALED = Duration.ofSeconds(30);

    @Test
    void totals_shouldBeShown_whenACounterIsRaisedAndNoDeliveryTells() {
        try (Platform platform = Platform.start(Backend.options().withNodes(1), line -> {});
                Watcher watcher = new Watcher(platform.stream(), TOPIC)) {
            Counters counters =
                    new DynamoCounters(platform.dynamoDb(), platform.aws().tablePrefix());
            // A node looks twice at a topic that is new to it: this may be seen then, what comes after it cannot.
            assertThat(counters.raise(counted(1, 5))).isEmpty();
            await().atMost(HEALED).until(() -> watcher.total(TOPIC, "like") == 5);

            assertThat(counters.raise(counted(2, 12))).isEmpty();
            await().atMost(HEALED).until(() -> watcher.total(TOPIC, "like") == 12);
            assertThat(watcher.named("open")).hasSize(1);
        }
    }

    private static Map<Topic, CountedState> counted(long ordinal, long likes) {
        return Map.of(TOPIC, CountedState.of(REPLICA, new ReplicaCount(ordinal, Map.of("like", likes))));
    }
}

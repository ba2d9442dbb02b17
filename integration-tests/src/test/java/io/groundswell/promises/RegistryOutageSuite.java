package io.groundswell.promises;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.groundswell.aws.AwsConfig;
import io.groundswell.backend.EmbeddedOnly;
import io.groundswell.event.Topic;
import io.groundswell.local.Platform;
import io.groundswell.local.PlatformOptions;
import io.groundswell.local.client.ApiClient;
import io.groundswell.promises.FaultyServices.Mode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * While DynamoDB is out of order no viewer is disconnected, and once it is back no comment is missing. By default it is out
 * of order for 16 s, in four ways; with {@code -Psoak} for a minute in each of them.
 */
@EmbeddedOnly("DynamoDB is out of order.")
class RegistryOutageSuite {
    private static final Topic TOPIC = Topic.video("outage");
    private static final Duration BACK = Duration.ofSeconds(90);
    private static final boolean SOAK = Boolean.getBoolean("soak");

    static Stream<List<Mode>> outages() {
        List<Mode> all = List.of(Mode.CLOSES, Mode.FAILS, Mode.THROTTLES, Mode.HANGS);
        return SOAK ? all.stream().map(List::of) : Stream.of(all);
    }

    @ParameterizedTest
    @MethodSource("outages")
    void viewers_shouldStayAndGetEveryComment_whenDynamoDbIsOutOfOrder(List<Mode> modes) throws Exception {
        Duration each = Duration.ofSeconds(SOAK ? 60 : 4);
        try (FaultyServices services = new FaultyServices();
                Platform platform = Platform.start(
                        PlatformOptions.onFreePorts()
                                .withEndpoint(Optional.of(services.address()), AwsConfig.Credentials.LOCAL),
                        line -> {});
                ApiClient api = new ApiClient(platform.api())) {
            List<Watcher> watchers = new ArrayList<>();
            try {
                for (int i = 0; i < 6; i++) {
                    watchers.add(new Watcher(platform.stream(), TOPIC));
                }
                List<String> posted = new ArrayList<>();
                comment(api, posted, Duration.ofSeconds(1));
                for (Mode mode : modes) {
                    services.dynamoDb(mode);
                    comment(api, posted, each);
                }
                assertThat(services.faults()).isPositive();
                services.dynamoDb(Mode.WORKS);
                comment(api, posted, Duration.ofSeconds(1));
                for (Watcher watcher : watchers) {
                    await().atMost(BACK)
                            .untilAsserted(
                                    () -> assertThat(watcher.comments()).containsExactlyInAnyOrderElementsOf(posted));
                    assertThat(watcher.named("open")).as("connections").hasSize(1);
                    assertThat(watcher.named("gap")).isEmpty();
                }
            } finally {
                watchers.forEach(Watcher::close);
            }
        }
    }

    /** One comment each 200 ms, so long. */
    private static void comment(ApiClient api, List<String> posted, Duration howLong) {
        int first = posted.size();
        long count = howLong.toMillis() / 200;
        await().pollInterval(Duration.ofMillis(200))
                .atMost(howLong.multipliedBy(5))
                .until(() -> {
                    String text = "comment " + posted.size();
                    api.comment("outage", text);
                    posted.add(text);
                    return posted.size() - first >= count;
                });
    }
}

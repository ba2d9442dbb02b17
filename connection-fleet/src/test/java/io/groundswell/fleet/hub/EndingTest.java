package io.groundswell.fleet.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.groundswell.event.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Streams that the node ends. */
class EndingTest {
    private static final Topic A = Topic.video("a");
    private final HubFixture fixture = new HubFixture(
            HubConfig.of(1 << 20, Duration.ofMinutes(1), Duration.ofMillis(500), 1 << 20, Duration.ZERO));

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void term_shouldEndTheStreamWithItsReason_whenItIsOver() throws Exception {
        long soon = System.currentTimeMillis() + 700;
        HubFixture.Client brief = fixture.client(new Term(soon, EndReason.TOKEN_EXPIRED), A);
        HubFixture.Client lasting = fixture.client(Optional.empty(), A);
        await().until(() -> !brief.of("end").isEmpty());
        assertThat(System.currentTimeMillis()).isGreaterThanOrEqualTo(soon);
        assertThat(brief.of("end").getFirst()).endsWith("token_expired");
        await().until(() -> fixture.hub.viewerCount() == 1);
        assertThat(lasting.of("end")).isEmpty();
    }

    @Test
    void endShare_shouldEndThatShareAltogether_whenItIsLessThanAStreamAtATime() throws Exception {
        List<HubFixture.Client> clients = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            clients.add(fixture.client(Optional.empty(), A));
        }
        fixture.hub.endShare(0.5, EndReason.REBALANCE);
        await().until(() -> fixture.hub.viewerCount() <= 11);
        assertThat(fixture.hub.viewerCount()).isGreaterThanOrEqualTo(9);
        await().until(() ->
                clients.stream().filter(client -> !client.of("end").isEmpty()).count() >= 9);
        fixture.hub.endShare(1, EndReason.NODE_STOPPING);
        await().until(() -> fixture.hub.viewerCount() == 0);
        for (HubFixture.Client client : clients) {
            await().until(() -> client.of("end").size() == 1);
            assertThat(client.of("end").getFirst()).matches(".*(rebalance|node_stopping)");
        }
    }

    @Test
    void endShare_shouldSayWhatIsExpected() {
        for (double share : new double[] {0, -1, 1.1, Double.NaN}) {
            assertThatThrownBy(() -> fixture.hub.endShare(share, EndReason.REBALANCE))
                    .hasMessage("share: " + share + " (expected: above 0, at most 1)");
        }
    }

    @Test
    void retries_shouldBeSpreadAndBounded() {
        Retries retries = Retries.spreadOver(1_000, new Random(1));
        List<Long> millis = Stream.generate(() -> retries.ending(EndReason.LIFETIME))
                .limit(500)
                .map(Ending::retryMillis)
                .toList();
        assertThat(millis).allMatch(each -> each >= 250 && each <= 1_250);
        assertThat(millis.stream().distinct()).hasSizeGreaterThan(300);
    }
}

package io.groundswell.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.groundswell.backend.Alone;
import io.groundswell.backend.EmbeddedOnly;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Nodes are drained, killed and restarted in turn under viewers and a steady stream of numbered comments. In the end every
 * viewer has every comment; where nothing is remembered, gaps name what it lacks. With {@code -Psoak} a thousand for three minutes.
 */
@Alone
@EmbeddedOnly("It strikes nodes under a load that takes the whole machine.")
class ChaosSuite {
    private static final boolean SOAK = Boolean.getBoolean("soak");

    /** A thousand that come back at once take the store seconds on a machine that does other things, and gaps are right then. */
    private static final int VIEWERS = SOAK ? 1_000 : 400;

    private static final Duration LONGEST_SETTLING = Duration.ofMinutes(2);
    private static final Duration POLL = Duration.ofMillis(500);

    private static final long OVERLAP_MILLIS = 5_000;

    @Test
    void viewers_shouldHaveEveryCommentAndNoGap_whenNodesAreDrainedKilledAndRestarted() throws InterruptedException {
        Map<String, String> variables =
                Map.of("GROUNDSWELL_DRAIN_MILLIS", "2000", "GROUNDSWELL_RECONNECT_SPREAD_MILLIS", "1000");
        try (Arena arena = new Arena(new Arena.Plan("chaos", VIEWERS, 20, 0, Duration.ZERO, variables))) {
            Havoc havoc = arena.storm(Duration.ofSeconds(SOAK ? 180 : 25));
            Audience audience = arena.audience();
            Unnamed unnamed = new Unnamed(arena.dispatched());
            try {
                await().atMost(LONGEST_SETTLING)
                        .pollInterval(POLL)
                        .untilAsserted(() -> assertThat(unnamed.of(audience)).isEmpty());
            } finally {
                System.out.println(arena.summary(havoc));
            }
            assertThat(audience.wrong()).isEmpty();
            assertThat(audience.lackingSample()).isEmpty();
            assertThat(audience.gaps()).isEmpty();
            assertThat(audience.expected()).isPositive();
            assertThat(audience.connections()).isGreaterThan(audience.viewers().size());
        }
    }

    @Test
    void gaps_shouldNameWhatAViewerLacks_whenThereIsNoHistoryAndLittleMemory() throws InterruptedException {
        Map<String, String> variables = Map.of(
                "GROUNDSWELL_DRAIN_MILLIS", "2000",
                "GROUNDSWELL_RECONNECT_SPREAD_MILLIS", "1000",
                "GROUNDSWELL_RESUME_FROM_HISTORY", "false",
                "GROUNDSWELL_RESUME_OVERLAP_MILLIS", Long.toString(OVERLAP_MILLIS),
                "GROUNDSWELL_REPLAY_BYTES", Integer.toString(64 << 10));
        long began = System.currentTimeMillis();
        Arena.Plan plan = new Arena.Plan("forgetful", 300, 20, 900, Duration.ofSeconds(8), variables);
        try (Arena arena = new Arena(plan)) {
            Havoc havoc = arena.storm(Duration.ofSeconds(SOAK ? 60 : 12));
            Audience audience = arena.audience();
            await().atMost(LONGEST_SETTLING).until(() -> audience.all(Viewer::isConnected));
            arena.postToEach();
            Unnamed unnamed = new Unnamed(arena.dispatched());
            try {
                await().atMost(LONGEST_SETTLING)
                        .pollInterval(POLL)
                        .untilAsserted(() -> assertThat(unnamed.of(audience)).isEmpty());
            } finally {
                long named = unnamed.named(audience, arena.ledger());
                System.out.printf("%s, which name %,d%n", arena.summary(havoc), named);
            }
            assertThat(audience.wrong()).isEmpty();
            assertThat(audience.lacking())
                    .as("comments that viewers lack, so that there was something to name")
                    .isPositive();
            GapBounds bounds = new GapBounds(OVERLAP_MILLIS, began, havoc.births(), arena.behind());
            assertThat(audience.gaps()).allMatch(bounds::hold, "begins where its viewer may begin to lack something");
        }
    }
}

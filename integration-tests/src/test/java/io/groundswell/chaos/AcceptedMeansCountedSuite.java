package io.groundswell.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.groundswell.backend.Alone;
import io.groundswell.backend.EmbeddedOnly;
import io.groundswell.chaos.Tally.Kind;
import io.groundswell.chaos.Tally.Outcome;
import io.groundswell.event.DurableEvent;
import io.groundswell.event.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What was accepted is counted, exactly once, whatever happens on the way: messages come twice, late and in any order,
 * dispatchers are killed in the midst of invocations, DynamoDB throttles, nodes answer 500, hang, or take a delivery and do
 * not say so. For some 15 s each; with {@code -Psoak} for two minutes. Chance comes from {@code -Dchaos.seed}, or a new one.
 */
@Alone
@EmbeddedOnly("SQS and DynamoDB fail, and dispatchers are killed in the midst of invocations.")
class AcceptedMeansCountedSuite {
    private static final Duration STORM = Duration.ofSeconds(Boolean.getBoolean("soak") ? 120 : 12);
    private static final long SEED = Long.getLong("chaos.seed", System.nanoTime());
    private static final Duration LONGEST_TO_AGREE = Duration.ofSeconds(30);
    private static final Duration LONGEST_SETTLING = Duration.ofSeconds(60);
    private static final Duration POLL = Duration.ofMillis(250);
    private static final int PERCENT = 100;

    /** Of the requests of two minutes. A short run is one turn of each trouble: one kill that meets a lost answer is twice as much. */
    private static final int MOST_UNKNOWN_PERCENT = Boolean.getBoolean("soak") ? 5 : 10;

    @BeforeEach
    void requireAddress() throws Exception {
        DeliveryProxy.requireAddress();
    }

    @Test
    void counters_shouldEqualWhatWasAccepted_whenQueueStoreNodesAndDispatchersFail() throws Exception {
        try (Theatre theatre = new Theatre("accepted", new Random(SEED), false)) {
            Troubles troubles = theatre.storm(STORM);
            String agreed = "streams and counters do not agree";
            try {
                agreed = awaitAgreement(theatre);
                theatre.awaitEmptyQueue();
                checkComments(theatre);
            } finally {
                System.out.println(summary("accepted means counted", theatre, troubles) + agreed);
            }
            assertThat(theatre.tally().requests(Outcome.UNKNOWN))
                    .as("requests of unknown outcome")
                    .isZero();
            theatre.counters()
                    .forEach((kind, count) -> assertThat(count)
                            .as("%s", kind)
                            .isEqualTo(theatre.tally().accepted(kind)));
            assertThat(theatre.stored()).hasSameSizeAs(theatre.ledger().all());
            assertThat(theatre.backdrop().queue().sends().refused()).isPositive();
            checkTroubles(theatre);
        }
    }

    @Test
    void counters_shouldLieWithinWhatIsUnknown_whenAnswersAreLostAndAnApiIsKilled() throws Exception {
        try (Theatre theatre = new Theatre("unknown", new Random(SEED), true)) {
            Troubles troubles = theatre.storm(STORM);
            String agreed = "streams and counters do not agree";
            Tally tally = theatre.tally();
            try {
                agreed = awaitAgreement(theatre);
                theatre.awaitEmptyQueue();
                checkComments(theatre);
            } finally {
                System.out.println(summary("outcome unknown", theatre, troubles) + agreed);
            }
            theatre.counters()
                    .forEach((kind, count) -> assertThat(count)
                            .as("%s", kind)
                            .isBetween(tally.accepted(kind), tally.accepted(kind) + tally.unknown(kind)));
            assertThat(tally.requests(Outcome.UNKNOWN) * PERCENT)
                    .as("requests of unknown outcome, in hundredths of all")
                    .isPositive()
                    .isLessThanOrEqualTo(tally.requests() * MOST_UNKNOWN_PERCENT);
            assertThat(theatre.backdrop().queue().sends().unanswered()).isPositive();
            assertThat(theatre.apiKills()).isPositive();
            checkTroubles(theatre);
        }
    }

    /** The totals of all streams are those of the counters within 30 s of the last request. Returns after how long. */
    private static String awaitAgreement(Theatre theatre) {
        long left = theatre.tally().last() + LONGEST_TO_AGREE.toNanos() - System.nanoTime();
        await().atMost(left, TimeUnit.NANOSECONDS).pollInterval(POLL).untilAsserted(() -> {
            Map<Kind, Long> counters = theatre.counters();
            assertThat(disagreements(theatre.audience(), counters)).isEmpty();
            counters.forEach((kind, count) -> assertThat(count)
                    .as("%s", kind)
                    .isGreaterThanOrEqualTo(theatre.tally().accepted(kind)));
        });
        return "streams and counters agreed %.1f s after the last request"
                .formatted((System.nanoTime() - theatre.tally().last()) / 1e9);
    }

    private static List<String> disagreements(Audience audience, Map<Kind, Long> counters) {
        List<String> differing = new ArrayList<>();
        for (Viewer viewer : audience.viewers()) {
            counters.forEach((kind, count) -> {
                Topic topic = Topic.video(kind.video());
                long told = viewer.receipts().total(topic, kind.reaction());
                if (viewer.topics().contains(topic) && told != count) {
                    differing.add(kind + ": " + told + " (expected: " + count + ") at "
                            + viewer.receipts().openings().getLast().node());
                }
            });
        }
        return differing;
    }

    /** Each that was accepted is stored once, and every viewer has it or a gap that names it. */
    private static void checkComments(Theatre theatre) {
        Map<Integer, List<DurableEvent>> stored = new HashMap<>();
        theatre.stored()
                .forEach(event -> stored.computeIfAbsent(numberOf(event), _ -> new ArrayList<>())
                        .add(event));
        theatre.ledger()
                .all()
                .forEach(comment -> assertThat(stored.getOrDefault(comment.number(), List.of()))
                        .as("%s", comment)
                        .extracting(event -> event.id().value())
                        .containsExactly(comment.eventId()));
        assertThat(stored.values()).allMatch(events -> events.size() == 1, "is stored once");
        Map<String, Long> dispatched = new HashMap<>();
        stored.values()
                .forEach(events ->
                        events.forEach(event -> dispatched.put(event.id().value(), event.dispatchedAt())));
        await().atMost(LONGEST_SETTLING)
                .pollInterval(POLL)
                .untilAsserted(() -> assertThat(new Unnamed(dispatched).of(theatre.audience()))
                        .isEmpty());
        assertThat(theatre.audience().wrong()).isEmpty();
    }

    /** Of a comment such as {@code {"text":"17 here"}}. */
    private static int numberOf(DurableEvent comment) {
        return Integer.parseInt(comment.content().replaceAll("\\D+", ""));
    }

    private static void checkTroubles(Theatre theatre) {
        assertThat(theatre.backdrop().deadLetters()).as("dead letters").isZero();
        assertThat(theatre.backdrop().throttle().throttled()).isPositive();
        assertThat(theatre.failedDeliveries()).isPositive();
        assertThat(theatre.backdrop().queue().mixer().repeated()).isPositive();
        assertThat(theatre.backdrop().queue().mixer().delayed()).isPositive();
        assertThat(theatre.dispatchers().cutOff()).as("invocations cut off").isPositive();
    }

    private static String summary(String name, Theatre theatre, Troubles troubles) {
        Audience audience = theatre.audience();
        long counted =
                theatre.counters().values().stream().mapToLong(Long::longValue).sum();
        return ("%s, seed %d: %s; %,d likes counted, %,d comments accepted; %d turns of trouble, %s, %d dispatchers"
                        + " killed, %d invocations cut off, %,d DynamoDB requests throttled, %,d deliveries failed, %d sends"
                        + " refused, %d unanswered, %d APIs killed; %d viewers, %,d of %,d receipts lack, %d gaps, %d dead"
                        + " letters; ")
                .formatted(
                        name,
                        SEED,
                        theatre.tally(),
                        counted,
                        theatre.ledger().all().size(),
                        troubles.turns(),
                        theatre.backdrop().queue().mixer(),
                        theatre.dispatchers().kills(),
                        theatre.dispatchers().cutOff(),
                        theatre.backdrop().throttle().throttled(),
                        theatre.failedDeliveries(),
                        theatre.backdrop().queue().sends().refused(),
                        theatre.backdrop().queue().sends().unanswered(),
                        theatre.apiKills(),
                        audience.viewers().size(),
                        audience.lacking(),
                        audience.expected(),
                        audience.gaps().size(),
                        theatre.backdrop().deadLetters());
    }
}

package io.groundswell.promises;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.groundswell.backend.Alone;
import io.groundswell.backend.EmbeddedOnly;
import io.groundswell.http.Routes;
import io.groundswell.likes.LikesApi;
import io.groundswell.likes.LikesApiConfig;
import io.groundswell.promises.FaultyServices.Mode;
import io.groundswell.settings.Settings;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * While SQS answers errors, or takes 5 s for each call, clients get 503 with Retry-After, and what waits is bounded, and so is the
 * memory that it takes; 2 s after SQS is back likes are accepted as before, and what was counted is what was accepted, give or take
 * the outcomes that nobody knows. For some seconds by default, for 30 s with {@code -Psoak}.
 */
@Alone
@EmbeddedOnly("SQS is out of order.")
class QueueOutageSuite {
    private static final Duration OUTAGE = Duration.ofSeconds(Boolean.getBoolean("soak") ? 30 : 8);
    private static final Duration BACK = Duration.ofSeconds(2);
    private static final Duration AFTERWARDS = Duration.ofSeconds(2);
    private static final int AT_ONCE = 48;
    private static final int MOST_WAITING = 32;
    private static final long ROOM_BYTES = 32L << 20;
    /** What the test itself keeps of each answer, at most. */
    private static final long ANSWER_BYTES = 512;

    private static final Pattern WAITING =
            Pattern.compile("(?m)^groundswell_api_requests_waiting(?:\\{[^}]*})? (\\S+)$");

    @ParameterizedTest
    @CsvSource({"FAILS", "IS_SLOW", "CLOSES"})
    void likes_shouldBeRefusedWithinBounds_andBeAcceptedAgainSoon_whenSqsIsOutOfOrder(Mode mode) throws Exception {
        try (FaultyServices services = new FaultyServices();
                LikeQueue queue = new LikeQueue(services.address())) {
            List<LikeStorm.Answer> answers;
            long begun;
            long back;
            try (LikesApi api = start(queue);
                    LikeStorm storm = new LikeStorm(URI.create("http://127.0.0.1:" + api.port()), AT_ONCE)) {
                await().atMost(Duration.ofSeconds(60)).until(() -> storm.accepted() > 500);
                long usedBefore = usedWithout(storm);
                services.sqs(mode);
                begun = System.nanoTime();
                double mostWaiting = watchUntil(api, begun + OUTAGE.toNanos());
                long usedMore = usedWithout(storm) - usedBefore;
                System.out.printf("SQS %s for %s: heap %+d KiB%n", mode, OUTAGE, usedMore >> 10);
                services.sqs(Mode.WORKS);
                back = System.nanoTime();
                pass(back + BACK.plus(AFTERWARDS).toNanos());
                storm.close();
                answers = storm.answers();
                assertThat(mostWaiting).isBetween(1.0, (double) MOST_WAITING);
                assertThat(usedMore).as("bytes of heap").isLessThan(ROOM_BYTES);
            }
            checkDuring(answers, begun, back);
            checkAfterwards(answers, back);
            checkCount(answers, queue.drain());
        }
    }

    private static LikesApi start(LikeQueue queue) {
        Map<String, String> variables = queue.variables(0);
        variables.put("GROUNDSWELL_API_MAX_REQUESTS", Integer.toString(MOST_WAITING));
        return LikesApi.start(Settings.read(variables, LikesApiConfig::read), Routes.none());
    }

    /** The most requests that were seen to wait. */
    private static double watchUntil(LikesApi api, long deadline) throws Exception {
        double most = 0;
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + api.port() + "/metrics"))
                    .build();
            while (System.nanoTime() < deadline) {
                Matcher waiting = WAITING.matcher(
                        http.send(request, BodyHandlers.ofString()).body());
                assertThat(waiting.find()).isTrue();
                most = Math.max(most, Double.parseDouble(waiting.group(1)));
            }
        }
        return most;
    }

    /** Bytes of the heap that are still used after a collection, less what the storm remembers. */
    private static long usedWithout(LikeStorm storm) {
        long remembered = ANSWER_BYTES * storm.answers().size();
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory() - remembered;
    }

    private static void pass(long deadline) {
        await().atMost(Duration.ofMinutes(1)).until(() -> System.nanoTime() >= deadline);
    }

    private static void checkDuring(List<LikeStorm.Answer> answers, long begun, long back) {
        List<LikeStorm.Answer> during = answers.stream()
                .filter(answer -> answer.begunAt() > begun && answer.endedAt() < back)
                .toList();
        assertThat(during)
                .isNotEmpty()
                .allSatisfy(answer -> {
                    assertThat(answer.status()).as(answer.problem()).isEqualTo(503);
                    assertThat(answer.saysWhen()).as("Retry-After").isTrue();
                })
                .anySatisfy(answer -> assertThat(answer.problem()).contains("overloaded"));
    }

    private static void checkAfterwards(List<LikeStorm.Answer> answers, long back) {
        List<LikeStorm.Answer> afterwards = answers.stream()
                .filter(answer -> answer.begunAt() > back + BACK.toNanos())
                .filter(answer -> !answer.problem().contains("overloaded"))
                .toList();
        assertThat(afterwards)
                .hasSizeGreaterThan(100)
                .allSatisfy(answer ->
                        assertThat(answer.accepted()).as(answer.problem()).isTrue());
        assertThat(afterwards.stream()
                        .map(LikeStorm.Answer::took)
                        .filter(took -> took.compareTo(Duration.ofSeconds(1)) > 0)
                        .count())
                .as("slow ones among %d", afterwards.size())
                .isLessThan(afterwards.size() / 20);
    }

    private static void checkCount(List<LikeStorm.Answer> answers, long counted) {
        long accepted = answers.stream().filter(LikeStorm.Answer::accepted).count();
        long unknown = answers.stream()
                .filter(answer -> answer.problem().contains("outcome-unknown"))
                .count();
        assertThat(counted).isBetween(accepted, accepted + unknown);
    }
}

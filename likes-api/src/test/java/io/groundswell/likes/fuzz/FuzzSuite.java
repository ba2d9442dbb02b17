package io.groundswell.likes.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.groundswell.http.HttpLimits;
import io.groundswell.http.HttpMetric;
import io.groundswell.likes.ApiServer;
import io.micrometer.core.instrument.Timer;
import io.netty.util.internal.PlatformDependent;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * 100,000 requests and more that are broken, odd or cut off, in both versions of HTTP, over sockets. None may be answered
 * 500, leave a connection open, or cost memory that does not come back. {@code -Dfuzz.seed=} repeats a run, {@code
 * -Dfuzz.requests=} makes it longer.
 */
class FuzzSuite {
    private static final long SEED = Long.getLong("fuzz.seed", System.currentTimeMillis());
    private static final int REQUESTS = Integer.getInteger("fuzz.requests", 100_000);
    private static final int CLIENTS = 8;
    private static final long ROOM_BYTES = 32L << 20;
    private static final HttpLimits SHORT =
            HttpLimits.DEFAULT.withTimeouts(Duration.ofMillis(500), Duration.ofMillis(500));

    private final AtomicInteger conversations = new AtomicInteger();
    private final AtomicInteger requests = new AtomicInteger();
    private final Map<Conversation.Ending, AtomicInteger> endings = new ConcurrentHashMap<>();

    @Test
    void server_shouldAnswerOrClose_whateverIsSent() throws Exception {
        System.out.println("fuzzed HTTP: seed " + SEED);
        long started = System.nanoTime();
        try (ApiServer server = ApiServer.forCrowds(SHORT);
                ExecutorService writers = Executors.newVirtualThreadPerTaskExecutor()) {
            FuzzClient client = new FuzzClient(server.port(), writers);
            converse(client, server.token, REQUESTS / 4);
            settle(server);
            long heapBefore = heap();
            long directBefore = PlatformDependent.usedDirectMemory();
            converse(client, server.token, REQUESTS);
            settle(server);
            long heapGrown = heap() - heapBefore;
            long directGrown = PlatformDependent.usedDirectMemory() - directBefore;
            Map<Integer, Long> answers = answers(server);
            System.out.printf(
                    "fuzzed HTTP: seed %d, %d requests on %d connections %s, answered %s, heap %+d KiB, direct %+d KiB, %d s%n",
                    SEED,
                    requests.get(),
                    conversations.get(),
                    new TreeMap<>(endings),
                    answers,
                    heapGrown >> 10,
                    directGrown >> 10,
                    Duration.ofNanos(System.nanoTime() - started).toSeconds());

            assertThat(requests).hasValueGreaterThanOrEqualTo(REQUESTS);
            assertThat(answers.keySet()).doesNotContain(500).contains(200, 202, 400, 404);
            assertThat(answers.values().stream().mapToLong(Long::longValue).sum())
                    .as("answers")
                    .isGreaterThan(REQUESTS / 2);
            assertThat(heapGrown).isLessThan(ROOM_BYTES);
            assertThat(directGrown).isLessThan(ROOM_BYTES);
        }
    }

    /** Until so many requests were made in all. */
    private void converse(FuzzClient client, String token, int until) throws Exception {
        try (ExecutorService clients = Executors.newFixedThreadPool(CLIENTS)) {
            for (Future<?> each : IntStream.range(0, CLIENTS)
                    .<Future<?>>mapToObj(_ -> clients.submit(() -> converseAlone(client, token, until)))
                    .toList()) {
                each.get();
            }
        }
    }

    private void converseAlone(FuzzClient client, String token, int until) {
        while (requests.get() < until) {
            int number = conversations.incrementAndGet();
            Noise noise = new Noise(SEED + number);
            Conversation conversation =
                    noise.oneIn(4) ? new Http2Noise(noise).next() : new Http1Noise(noise, token).next();
            requests.addAndGet(conversation.requests());
            endings.computeIfAbsent(conversation.ending(), _ -> new AtomicInteger())
                    .incrementAndGet();
            try {
                client.have(conversation);
            } catch (Exception | AssertionError e) {
                throw new AssertionError("fuzz.seed: " + SEED + ", conversation " + number + " " + conversation, e);
            }
        }
    }

    /** Everything that was open is closed, and whoever waited has its answer. */
    private static void settle(ApiServer server) {
        await().atMost(Duration.ofSeconds(20))
                .until(() -> gauge(server, HttpMetric.CONNECTIONS) == 0
                        && gauge(server, HttpMetric.STREAMS) == 0
                        && server.waiting() == 0);
    }

    private static double gauge(ApiServer server, HttpMetric metric) {
        return server.registry.get(metric.metricName()).gauge().value();
    }

    private static Map<Integer, Long> answers(ApiServer server) {
        Map<Integer, Long> answers = new TreeMap<>();
        for (Timer timer : server.registry.get(HttpMetric.REQUESTS.metricName()).timers()) {
            answers.merge(Integer.parseInt(timer.getId().getTag("status")), timer.count(), Long::sum);
        }
        return answers;
    }

    private static long heap() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}

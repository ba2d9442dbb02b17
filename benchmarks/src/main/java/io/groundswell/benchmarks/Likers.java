package io.groundswell.benchmarks;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/** Members who like one video in turn, at a steady rate, over kept connections. Owner: the main thread. */
final class Likers implements AutoCloseable {
    private static final long LONGEST_MICROS = 600_000_000;
    private static final int MEMBERS = 10_000;
    private static final int ACCEPTED = 202;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final List<HttpRequest> requests;
    private final Histogram answers = new ConcurrentHistogram(LONGEST_MICROS, 3);
    private final AtomicLong accepted = new AtomicLong();
    private final AtomicLong others = new AtomicLong();
    private long posted;

    /** @param video its name */
    Likers(URI api, String video) {
        URI likes = api.resolve("/v1/videos/" + video + "/likes");
        this.requests = IntStream.range(0, MEMBERS)
                .mapToObj(member -> HttpRequest.newBuilder(likes)
                        .header("Content-Type", "application/json")
                        .header("Authorization", NodeServer.bearer(member))
                        .POST(BodyPublishers.ofString("{\"reaction\":\"like\"}"))
                        .build())
                .toList();
    }

    /** Posts for so many seconds, and waits for all answers. */
    void post(double rate, int seconds) throws InterruptedException {
        long begun = System.nanoTime();
        long count = Math.round(rate * seconds);
        for (long i = 0; i < count; i++) {
            parkUntil(begun + Math.round(i * 1e9 / rate));
            HttpRequest request = requests.get(Math.toIntExact(posted++ % MEMBERS));
            long sent = System.nanoTime();
            var _ = http.sendAsync(request, BodyHandlers.ofString()).handle((answer, failure) -> {
                answers.recordValue((System.nanoTime() - sent) / 1_000);
                return count(answer == null ? 0 : answer.statusCode());
            });
        }
        while (accepted.get() + others.get() < posted) {
            TimeUnit.MILLISECONDS.sleep(10);
        }
    }

    /** Forgets what answers took so far. */
    void begin() {
        answers.reset();
    }

    private long count(int status) {
        return (status == ACCEPTED ? accepted : others).incrementAndGet();
    }

    private static void parkUntil(long nanos) {
        for (long left = nanos - System.nanoTime(); left > 0; left = nanos - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    /** Likes that were answered 202. */
    long accepted() {
        return accepted.get();
    }

    /** Those that were not. */
    long others() {
        return others.get();
    }

    /** Microseconds from a request to its answer. */
    Histogram answers() {
        return answers.copy();
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}

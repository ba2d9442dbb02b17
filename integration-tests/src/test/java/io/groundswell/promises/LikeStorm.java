package io.groundswell.promises;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** Posts likes as fast as they are answered, some at a time, and notes every answer. Any thread. */
final class LikeStorm implements AutoCloseable {
    private static final int VIDEOS = 8;
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Queue<Answer> answers = new ConcurrentLinkedQueue<>();
    private final AtomicInteger next = new AtomicInteger();
    private final URI api;
    private volatile boolean over;

    /**
     * What one like got.
     *
     * @param status 0 where there was no answer
     * @param problem empty where there was none
     * @param begunAt of a clock that only rises, in nanoseconds, as is endedAt
     */
    record Answer(int status, String problem, boolean saysWhen, long begunAt, long endedAt) {
        boolean accepted() {
            return status == 202;
        }

        Duration took() {
            return Duration.ofNanos(endedAt - begunAt);
        }
    }

    LikeStorm(URI api, int atOnce) {
        this.api = api;
        for (int i = 0; i < atOnce; i++) {
            threads.execute(this::run);
        }
    }

    private void run() {
        while (!over) {
            Answer answer = post("video-" + next.getAndIncrement() % VIDEOS);
            answers.add(answer);
            if (answer.status() == 0) {
                return;
            }
        }
    }

    private Answer post(String video) {
        HttpRequest request = HttpRequest.newBuilder(api.resolve("/v1/videos/" + video + "/likes"))
                .timeout(LONGEST)
                .POST(BodyPublishers.ofString("{\"reaction\":\"like\"}"))
                .build();
        long begun = System.nanoTime();
        try {
            HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
            boolean saysWhen = answer.headers().firstValue("Retry-After").isPresent();
            String problem = answer.statusCode() == 202 ? "" : answer.body();
            return new Answer(answer.statusCode(), problem, saysWhen, begun, System.nanoTime());
        } catch (IOException e) {
            return new Answer(0, e.toString(), false, begun, System.nanoTime());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Answer(0, e.toString(), false, begun, System.nanoTime());
        }
    }

    /** Those that have come so far, in the order of their coming. */
    List<Answer> answers() {
        return List.copyOf(answers);
    }

    /** How many were accepted so far. */
    long accepted() {
        return answers.stream().filter(Answer::accepted).count();
    }

    /** Posts no more, and waits for what is under way. */
    @Override
    public void close() {
        over = true;
        threads.close();
        http.close();
    }
}

package io.groundswell.promises;

import static org.awaitility.Awaitility.await;

import io.groundswell.local.client.ApiClient;
import io.groundswell.local.client.ClientException;
import java.net.ConnectException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Posts a like and a comment now and then, and notes what was accepted. Its own thread posts; any thread may ask. */
final class SteadyPublisher implements AutoCloseable {
    private static final long EVERY_MILLIS = 700;

    private final ApiClient api;
    private final String video;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final List<String> comments = new CopyOnWriteArrayList<>();
    private final AtomicInteger tries = new AtomicInteger();
    private final AtomicInteger likes = new AtomicInteger();
    private final AtomicInteger unknown = new AtomicInteger();

    private SteadyPublisher(URI api, String video) {
        this.api = new ApiClient(api);
        this.video = video;
    }

    static SteadyPublisher start(URI api, String video) {
        SteadyPublisher publisher = new SteadyPublisher(api, video);
        var _ = publisher.clock.scheduleWithFixedDelay(publisher::post, 0, EVERY_MILLIS, TimeUnit.MILLISECONDS);
        return publisher;
    }

    private void post() {
        like();
        comment("comment " + tries.incrementAndGet());
    }

    /** What nobody answers may have been accepted all the same, but where there was no connection. */
    private void like() {
        try {
            api.like(video, "like");
            likes.incrementAndGet();
        } catch (ClientException e) {
            if (!(e.getCause() instanceof ConnectException)) {
                unknown.incrementAndGet();
            }
        }
    }

    private void comment(String text) {
        try {
            api.comment(video, text);
            comments.add(text);
        } catch (ClientException e) {
            // It may come all the same: nobody waits for it, and no other has its text.
        }
    }

    void awaitMore(int accepted) {
        int wanted = comments.size() + accepted;
        await().atMost(Duration.ofSeconds(60)).until(() -> comments.size() >= wanted);
    }

    /** Texts of those that were accepted. */
    List<String> comments() {
        return List.copyOf(comments);
    }

    int likes() {
        return likes.get();
    }

    /** Likes that may have been accepted, or not. */
    int unknown() {
        return unknown.get();
    }

    @Override
    public void close() {
        clock.close();
        api.close();
    }
}

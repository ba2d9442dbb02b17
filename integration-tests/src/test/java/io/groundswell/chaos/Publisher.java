package io.groundswell.chaos;

import io.groundswell.event.Topic;
import io.groundswell.local.client.ApiClient;
import io.groundswell.local.client.ClientException;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Posts numbered comments through the API at a steady rate, to one topic after the other. Any thread may start and stop it. */
final class Publisher implements AutoCloseable {
    private static final int LONGEST_POST_SECONDS = 30;

    private final ApiClient api;
    private final Ledger ledger;
    private final List<Topic> topics;
    private final String padding;
    private final ScheduledExecutorService beat = Executors.newSingleThreadScheduledExecutor();
    private final ExecutorService posts = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicInteger turn = new AtomicInteger();
    private final Queue<String> refusals = new ConcurrentLinkedQueue<>();

    /**
     * @param topics as often among them as their share of the comments
     * @param padding how many characters each comment has besides its number
     */
    Publisher(ApiClient api, Ledger ledger, List<Topic> topics, int padding) {
        this.api = api;
        this.ledger = ledger;
        this.topics = topics;
        this.padding = " " + "x".repeat(padding);
    }

    Publisher start(int perSecond) {
        var _ = beat.scheduleAtFixedRate(this::postNext, 0, 1_000_000 / perSecond, TimeUnit.MICROSECONDS);
        return this;
    }

    private void postNext() {
        Topic topic = topics.get(turn.getAndIncrement() % topics.size());
        var _ = posts.submit(() -> post(topic));
    }

    /** Once more to each topic, and waits until all are accepted. */
    void postToEach() {
        topics.stream().distinct().forEach(this::post);
    }

    private void post(Topic topic) {
        int number = ledger.next(topic);
        try {
            ledger.accepted(number, api.comment(topic.id(), number + padding));
        } catch (ClientException e) {
            refusals.add(String.valueOf(e.getMessage()));
        }
    }

    /** Ends the steady rate, and waits for the answers to what is under way. */
    void stop() throws InterruptedException {
        beat.shutdownNow();
        posts.shutdown();
        if (!posts.awaitTermination(LONGEST_POST_SECONDS, TimeUnit.SECONDS)) {
            refusals.add("posts: still not answered (expected: within " + LONGEST_POST_SECONDS + " s)");
        }
    }

    /** What the API did not accept for certain. */
    List<String> refusals() {
        return List.copyOf(refusals);
    }

    @Override
    public void close() {
        beat.shutdownNow();
        posts.shutdownNow();
    }
}

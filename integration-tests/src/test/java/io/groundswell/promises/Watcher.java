package io.groundswell.promises;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.groundswell.event.Topic;
import io.groundswell.local.client.ClientException;
import io.groundswell.local.client.StreamClient;
import io.groundswell.local.client.StreamEvent;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A viewer: collects what its stream brings, and connects again when it ends. Its stream is open once this is made. */
final class Watcher implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long RECONNECT_MILLIS = 100;

    private final List<StreamEvent> events = new CopyOnWriteArrayList<>();
    private final StreamClient client;
    private final Thread thread;
    private final List<ClientException> failures = new CopyOnWriteArrayList<>();
    private final CountDownLatch closed = new CountDownLatch(1);

    /** @param stream such as {@code http://localhost:8081} */
    Watcher(URI stream, Topic... topics) {
        client = new StreamClient(stream, Arrays.asList(topics));
        thread = Thread.ofVirtual().start(this::watch);
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(named("open"))
                        .as("opened; failures: " + failures)
                        .isNotEmpty());
    }

    private void watch() {
        try {
            do {
                readToItsEnd();
            } while (!closed.await(RECONNECT_MILLIS, TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Where no stream is to be had the next try will tell, as with an EventSource. */
    private void readToItsEnd() {
        try {
            client.read(event -> {
                events.add(event);
                return closed.getCount() > 0;
            });
        } catch (ClientException e) {
            failures.add(e);
        }
    }

    /** The data of all events of that name, in the order they came. */
    List<JsonNode> named(String name) {
        return events.stream()
                .filter(event -> event.name().equals(name))
                .map(event -> parse(event.data()))
                .toList();
    }

    /** The sum of the increments of one reaction, over all {@code likes} frames. */
    long shown(String reaction) {
        return named("likes").stream()
                .mapToLong(likes -> likes.path("counts").path(reaction).asLong())
                .sum();
    }

    /** The newest total of one reaction. */
    long total(Topic topic, String reaction) {
        List<JsonNode> likes = named("likes");
        return likes.isEmpty()
                ? named("open")
                        .getLast()
                        .path("totals")
                        .path(topic.toString())
                        .path(reaction)
                        .asLong()
                : likes.getLast().path("totals").path(reaction).asLong();
    }

    List<String> comments() {
        return named("comment").stream()
                .map(comment -> comment.path("content").path("text").asText())
                .toList();
    }

    /** The texts of all comments, of each event once, as a client shows them that drops repeats. */
    List<String> commentsOnce() {
        Map<String, String> texts = new LinkedHashMap<>();
        for (JsonNode comment : named("comment")) {
            texts.putIfAbsent(
                    comment.path("eventId").asText(),
                    comment.path("content").path("text").asText());
        }
        return List.copyOf(texts.values());
    }

    /** The node that its newest connection is at. */
    String node() {
        return named("open").getLast().path("node").asText();
    }

    private static JsonNode parse(String data) {
        try {
            return JSON.readTree(data);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("event data: " + data + " (expected: JSON)", e);
        }
    }

    @Override
    public void close() {
        closed.countDown();
        client.close();
        thread.interrupt();
    }
}

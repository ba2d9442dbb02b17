package io.groundswell.promises;

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
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** A viewer: collects what its stream brings, and connects again when it ends. Its stream is open once this is made. */
final class Watcher implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long RECONNECT_MILLIS = 100;

    private final List<StreamEvent> events = new CopyOnWriteArrayList<>();
    private final StreamClient client;
    private final Thread thread;
    private volatile boolean closed;

    /** @param stream such as {@code http://localhost:8081} */
    Watcher(URI stream, Topic... topics) {
        client = new StreamClient(stream, Arrays.asList(topics));
        thread = Thread.ofVirtual().start(this::watch);
        await().atMost(Duration.ofSeconds(20)).until(() -> !named("open").isEmpty());
    }

    private void watch() {
        while (!closed) {
            try {
                client.read(event -> {
                    events.add(event);
                    return !closed;
                });
            } catch (ClientException e) {
                pause();
            }
        }
    }

    /** As an EventSource waits before it comes back. */
    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(RECONNECT_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
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
        closed = true;
        client.close();
        thread.interrupt();
    }
}

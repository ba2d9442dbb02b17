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
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A viewer that goes from node to node, and remembers all that it got. Used by one thread, which it keeps waiting. */
final class Roamer implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration LONGEST = Duration.ofSeconds(20);

    private final List<Topic> topics;
    private final List<StreamEvent> events = new CopyOnWriteArrayList<>();
    private @Nullable StreamClient client;
    private @Nullable Thread thread;
    private String lastId = "";

    Roamer(Topic... topics) {
        this.topics = List.of(topics);
    }

    /** Opens a stream at a node, where the last one ended. */
    void connect(URI node) {
        connect(node, event -> true);
    }

    /** The same, and breaks it off at an event. */
    void connect(URI node, Predicate<StreamEvent> more) {
        int opened = named("open").size();
        StreamClient stream = new StreamClient(node, topics);
        stream.resumeAfter(lastId);
        client = stream;
        thread = Thread.ofVirtual().start(() -> read(stream, more));
        await().atMost(LONGEST).until(() -> named("open").size() > opened);
    }

    private void read(StreamClient stream, Predicate<StreamEvent> more) {
        try {
            stream.read(event -> {
                events.add(event);
                return more.test(event);
            });
        } catch (ClientException e) {
            // Closing breaks the connection, which is what this viewer is for; one that never opens fails the wait
            // above.
        }
    }

    /** Leaves the node. */
    void leave() {
        StreamClient left = Objects.requireNonNull(client);
        left.close();
        awaitEnd();
    }

    /** Waits until the stream has broken off by itself. */
    void awaitEnd() {
        Thread reader = Objects.requireNonNull(thread);
        await().atMost(LONGEST).until(() -> !reader.isAlive());
        lastId = Objects.requireNonNull(client).lastId();
    }

    String lastId() {
        return lastId;
    }

    List<JsonNode> named(String name) {
        return events.stream()
                .filter(event -> event.name().equals(name))
                .map(event -> parse(event.data()))
                .toList();
    }

    /** The texts of all comments, each once. */
    List<String> comments() {
        return texts(events).distinct().toList();
    }

    /** The texts of the comments since the last stream was opened, as they came. */
    List<String> commentsSinceOpen() {
        return texts(sinceOpen()).toList();
    }

    private static Stream<String> texts(List<StreamEvent> of) {
        return of.stream()
                .filter(event -> event.name().equals("comment"))
                .map(event -> parse(event.data()).path("content").path("text").asText());
    }

    /** Every event since the last stream was opened. */
    List<StreamEvent> sinceOpen() {
        List<StreamEvent> all = List.copyOf(events);
        int from = all.size() - 1;
        while (!all.get(from).name().equals("open")) {
            from--;
        }
        return all.subList(from, all.size());
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
        if (client != null) {
            client.close();
        }
    }
}

package io.groundswell.chaos;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.groundswell.chaos.Receipts.Opening;
import io.groundswell.event.Topic;
import io.groundswell.fleet.hub.Position;
import java.io.IOException;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongUnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A browser's EventSource in miniature: keeps the last id, obeys {@code retry}, connects again whenever its stream ends or
 * breaks, and gives up for good where an EventSource would. Its thread reads; any thread may look at its receipts.
 */
final class Viewer implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long FIRST_RETRY_MILLIS = 300;

    private final URI stream;
    private final List<Topic> topics;
    private final Ledger ledger;
    private final InstantSource clock;
    private final LongUnaryOperator pause;
    private final Receipts receipts = new Receipts();
    private final EventSource source = new EventSource(FIRST_RETRY_MILLIS);
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread;
    private volatile @Nullable Connection connection;
    private volatile boolean connected;
    private String farewell = "";
    private long resumesAt = Opening.NO_CURSOR;

    /** @param pause how long it stays away, given the time that the stream asks for; both in milliseconds */
    private Viewer(URI stream, List<Topic> topics, Ledger ledger, InstantSource clock, LongUnaryOperator pause) {
        this.stream = stream;
        this.topics = topics;
        this.ledger = ledger;
        this.clock = clock;
        this.pause = pause;
        this.thread = Thread.ofVirtual().unstarted(this::watch);
    }

    static Viewer start(URI stream, List<Topic> topics, Ledger ledger, InstantSource clock, LongUnaryOperator pause) {
        Viewer viewer = new Viewer(stream, topics, ledger, clock, pause);
        viewer.thread.start();
        return viewer;
    }

    private void watch() {
        try {
            boolean comesBack = true;
            while (comesBack && closed.getCount() > 0) {
                comesBack = readOnce();
                connected = false;
                var _ = closed.await(pause.applyAsLong(source.retryMillis()), TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Returns whether an EventSource would try again. */
    private boolean readOnce() {
        farewell = "";
        resumesAt = Position.parse(source.lastId()).map(Position::millis).orElse(Opening.NO_CURSOR);
        try (Connection one = new Connection()) {
            connection = one;
            source.read(one.open(stream, topics, source.lastId()), this::take);
            receipts.ended(farewell.isEmpty() ? "ended without a word" : farewell);
        } catch (Connection.RefusedException e) {
            receipts.ended("refused");
            receipts.wrong(String.valueOf(e.getMessage()));
            return false;
        } catch (IOException e) {
            receipts.ended(connected ? "broken" : "no stream");
        } catch (RuntimeException e) {
            receipts.wrong("stream: " + e + " (expected: events)");
        }
        return true;
    }

    private void take(EventSource.Event event) {
        long now = clock.millis();
        JsonNode data = parse(event.data());
        switch (event.name()) {
            case "open" -> {
                connected = true;
                receipts.opened(new Opening(data.path("node").asText(), now, resumesAt));
                data.path("totals")
                        .properties()
                        .forEach(of -> receipts.totals(Topic.parse(of.getKey()), counts(of.getValue()), true));
            }
            case "comment" -> comment(data);
            case "likes" -> receipts.totals(topic(data), counts(data.path("totals")), false);
            case "gap" -> receipts.told(topic(data), millis(data, "from"), millis(data, "to"), now);
            case "reconnect", "error" -> farewell = data.path("code").asText();
            default -> {} // numbers of viewers, pings
        }
    }

    private static long millis(JsonNode data, String name) {
        return data.path(name).asLong();
    }

    private void comment(JsonNode data) {
        String text = data.path("content").path("text").asText();
        int number = Integer.parseInt(text.split(" ", 2)[0]);
        Topic topic = topic(data);
        if (topics.contains(topic)
                && ledger.isTrue(number, topic, data.path("eventId").asText())) {
            receipts.got(number);
        } else {
            receipts.wrong("comment: " + data + " (expected: one of " + topics + ", as posted)");
        }
    }

    private static Map<String, Long> counts(JsonNode totals) {
        return totals.properties().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, count -> count.getValue().asLong()));
    }

    private static Topic topic(JsonNode data) {
        return Topic.parse(data.path("topic").asText());
    }

    private static JsonNode parse(String data) {
        try {
            return JSON.readTree(data);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("event data: " + data + " (expected: JSON)", e);
        }
    }

    List<Topic> topics() {
        return topics;
    }

    Receipts receipts() {
        return receipts;
    }

    /** Whether its newest stream has opened and not ended. */
    boolean isConnected() {
        return connected;
    }

    @Override
    public void close() {
        closed.countDown();
        Connection open = connection;
        if (open != null) {
            open.close();
        }
    }
}

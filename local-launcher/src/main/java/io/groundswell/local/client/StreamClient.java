package io.groundswell.local.client;

import io.groundswell.event.Topic;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Collection;
import java.util.Iterator;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Watches topics over one connection at a time, and resumes where the last one ended. Used by one thread. */
public final class StreamClient implements AutoCloseable {
    private static final Duration CONNECT = Duration.ofSeconds(3);

    private final URI address;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT)
            .build();
    private final Optional<String> token;
    private volatile String lastId = "";

    /** As a guest. */
    public StreamClient(URI stream, Collection<Topic> topics) {
        this(stream, topics, Optional.empty());
    }

    /**
     * @param stream such as {@code http://localhost:8081}
     * @param token of who asks; empty for a guest
     */
    public StreamClient(URI stream, Collection<Topic> topics, Optional<String> token) {
        this.token = token;
        this.address = stream.resolve(
                topics.stream().map(topic -> "topic=" + topic).collect(Collectors.joining("&", "/v1/stream?", "")));
    }

    /** How a connection ended. */
    public enum End {
        /** Whoever takes the events has enough. */
        ENOUGH,
        /** The other side closed it, or it broke. */
        CLOSED
    }

    /**
     * Connects and reads until the end.
     *
     * @param more takes each event, and says whether it wants more
     * @throws ClientException if there is no such stream to be had
     */
    public End read(Predicate<StreamEvent> more) {
        try {
            HttpResponse<Stream<String>> response = http.send(request(), BodyHandlers.ofLines());
            try (Stream<String> lines = response.body()) {
                if (response.statusCode() != 200) {
                    throw new ClientException(
                            Refusal.of(response.statusCode(), lines.collect(Collectors.joining())), null);
                }
                return pass(lines.iterator(), more);
            }
        } catch (IOException e) {
            throw new ClientException(
                    address.resolve("/") + ": does not answer (expected: a stream; is \"groundswell up\" running?)", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ClientException(address + ": interrupted (expected: a stream)", e);
        }
    }

    private HttpRequest request() {
        HttpRequest.Builder request = HttpRequest.newBuilder(address).header("Accept", "text/event-stream");
        token.ifPresent(text -> request.header("Authorization", "Bearer " + text));
        if (!lastId.isEmpty()) {
            request.header("Last-Event-ID", lastId);
        }
        return request.build();
    }

    private End pass(Iterator<String> lines, Predicate<StreamEvent> more) {
        StreamParser parser = new StreamParser(lastId);
        try {
            while (lines.hasNext()) {
                Optional<StreamEvent> event = parser.feed(lines.next());
                event.ifPresent(one -> lastId = one.lastId());
                if (event.isPresent() && !more.test(event.get())) {
                    return End.ENOUGH;
                }
            }
        } catch (UncheckedIOException broken) {
            return End.CLOSED;
        }
        return End.CLOSED;
    }

    /** Resumes where another ended, by its {@link #lastId}. Before the first {@link #read}. */
    public void resumeAfter(String seen) {
        lastId = seen;
    }

    /** Where a resume begins; empty before the first event. Any thread. */
    public String lastId() {
        return lastId;
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}

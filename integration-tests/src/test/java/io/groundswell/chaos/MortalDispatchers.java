package io.groundswell.chaos;

import static org.awaitility.Awaitility.await;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import com.amazonaws.services.lambda.runtime.serialization.factories.JacksonFactory;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Dispatchers in processes of their own, invoked in turn. One that is killed leaves its invocations unfinished, and another
 * comes in its place; who wants that one waits for its start, as with Lambda. Any thread may use it.
 */
final class MortalDispatchers implements RequestHandler<SQSEvent, SQSBatchResponse>, AutoCloseable {
    private static final int PLACES = 2;
    private static final int OK = 200;
    private static final Duration LONGEST_IDLE = Duration.ofSeconds(30);
    private static final PojoSerializer<SQSEvent> EVENTS =
            LambdaEventSerializers.serializerFor(SQSEvent.class, MortalDispatchers.class.getClassLoader());
    private static final PojoSerializer<SQSBatchResponse> RESPONSES =
            JacksonFactory.getInstance().getSerializer(SQSBatchResponse.class);

    private final Supplier<MortalProcess> starter;
    private final List<CompletableFuture<MortalProcess>> places = new CopyOnWriteArrayList<>();
    private final List<AtomicInteger> underWay =
            IntStream.range(0, PLACES).mapToObj(_ -> new AtomicInteger()).toList();
    private final HttpClient http = HttpClient.newHttpClient();
    private final AtomicInteger turn = new AtomicInteger();
    private final AtomicInteger kills = new AtomicInteger();
    private final AtomicInteger cutOff = new AtomicInteger();

    /** @param starter starts one and waits until it listens; from any thread */
    MortalDispatchers(Supplier<MortalProcess> starter) {
        this.starter = starter;
    }

    private CompletableFuture<MortalProcess> start() {
        return CompletableFuture.supplyAsync(starter, task -> Thread.ofVirtual().start(task));
    }

    /** Starts all, and waits until they listen; before anybody invokes one. */
    void startAll() {
        IntStream.range(0, PLACES).forEach(_ -> places.add(start()));
        places.forEach(CompletableFuture::join);
    }

    @Override
    public SQSBatchResponse handleRequest(SQSEvent event, Context context) {
        int place = Math.floorMod(turn.getAndIncrement(), PLACES);
        MortalProcess process = places.get(place).join();
        ByteArrayOutputStream request = new ByteArrayOutputStream();
        EVENTS.toJson(event, request);
        underWay.get(place).incrementAndGet();
        try {
            return RESPONSES.fromJson(new ByteArrayInputStream(invoke(process, request.toByteArray())));
        } finally {
            underWay.get(place).decrementAndGet();
        }
    }

    private byte[] invoke(MortalProcess process, byte[] event) {
        try {
            HttpResponse<byte[]> response = http.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + process.port()))
                            .POST(BodyPublishers.ofByteArray(event))
                            .build(),
                    BodyHandlers.ofByteArray());
            if (response.statusCode() != OK) {
                throw new IllegalStateException("dispatcher: " + response.statusCode() + " (expected: 200)");
            }
            return response.body();
        } catch (IOException e) {
            cutOff.incrementAndGet();
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Ends one as {@code kill -9} does, in the midst of an invocation, and lets another start. Called by one thread. */
    void killOne() {
        int place = kills.get() % PLACES;
        MortalProcess victim = places.get(place).join();
        await().pollInterval(Duration.ofMillis(1))
                .atMost(LONGEST_IDLE)
                .until(() -> underWay.get(place).get() > 0);
        victim.kill();
        places.set(place, start());
        kills.incrementAndGet();
    }

    int kills() {
        return kills.get();
    }

    /** Invocations that ended in their midst. */
    int cutOff() {
        return cutOff.get();
    }

    @Override
    public void close() {
        places.forEach(place -> place.join().close());
        http.shutdownNow();
    }
}

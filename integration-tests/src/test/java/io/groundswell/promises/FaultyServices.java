package io.groundswell.promises;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.groundswell.local.embedded.EmbeddedDynamo;
import io.groundswell.local.embedded.EmbeddedSqs;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** SQS and DynamoDB behind one address, which do what the test wants. Any thread. */
final class FaultyServices implements AutoCloseable {
    private static final List<String> PASSED_ON =
            List.of("X-Amz-Target", "Content-Type", "Authorization", "X-Amz-Date");
    private static final String THROTTLED = """
        {"__type":"com.amazonaws.dynamodb.v20120810#ProvisionedThroughputExceededException",\
        "message":"by the test's wish"}\
        """;

    private final EmbeddedSqs sqs = EmbeddedSqs.start("us-east-1");
    private final EmbeddedDynamo dynamoDb = EmbeddedDynamo.start();
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final ScheduledExecutorService passOnLater = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().factory());
    private final HttpServer server;
    private final AtomicLong faults = new AtomicLong();
    private final AtomicLong unheard = new AtomicLong();
    private volatile Mode dynamoDbMode = Mode.WORKS;
    private volatile Mode sqsMode = Mode.WORKS;
    private volatile Sends sends = Sends.WORK;
    private volatile CountDownLatch hanging = new CountDownLatch(1);

    /** How a service takes a request. */
    enum Mode {
        WORKS,
        /** The connection is closed without an answer. */
        CLOSES,
        /** 500. */
        FAILS,
        /** 400, as DynamoDB says that there is too much of it. */
        THROTTLES,
        /** No answer until it is something else's turn. */
        HANGS,
        /** It does what was asked, and takes {@link #SLOWNESS} to say so. */
        IS_SLOW
    }

    /** How SQS takes a message. */
    enum Sends {
        WORK,
        /** It takes the message, and closes the connection without saying so. */
        LOSE_ANSWERS,
        /** It takes the message, and says nothing until it is something else's turn. */
        NEVER_ANSWER
    }

    /** Of each request, where that is so. */
    static final Duration SLOWNESS = Duration.ofSeconds(5);

    FaultyServices() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::serve);
        server.setExecutor(threads);
        server.start();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** From now on. */
    void dynamoDb(Mode now) {
        dynamoDbMode = now;
        endHanging();
    }

    /** From now on. */
    void sqs(Mode now) {
        sqsMode = now;
        endHanging();
    }

    private void endHanging() {
        hanging.countDown();
        hanging = new CountDownLatch(1);
    }

    /** From now on. */
    void sends(Sends now) {
        sends = now;
        hanging.countDown();
        hanging = new CountDownLatch(1);
    }

    /** Messages that SQS took without saying so. */
    long unheard() {
        return unheard.get();
    }

    /** Requests that did not work. */
    long faults() {
        return faults.get();
    }

    private void serve(HttpExchange exchange) throws IOException {
        String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
        boolean forSqs = target.startsWith("AmazonSQS.");
        if (target.startsWith("AmazonSQS.SendMessage") && sends != Sends.WORK) {
            takeUnheard(exchange);
            return;
        }
        Mode now = forSqs ? sqsMode : dynamoDbMode;
        if (now != Mode.WORKS) {
            faults.incrementAndGet();
        }
        switch (now) {
            case WORKS -> passOn(exchange, forSqs ? sqs.endpoint() : dynamoDb.endpoint());
            case CLOSES -> exchange.close();
            case FAILS -> answer(exchange, 500, "{}".getBytes(StandardCharsets.US_ASCII));
            case THROTTLES -> answer(exchange, 400, THROTTLED.getBytes(StandardCharsets.US_ASCII));
            case HANGS -> hang(exchange, hanging);
            case IS_SLOW -> {
                var _ = passOnLater.schedule(
                        () -> threads.execute(() -> passOnQuietly(exchange, forSqs)),
                        SLOWNESS.toMillis(),
                        TimeUnit.MILLISECONDS);
            }
        }
    }

    private void takeUnheard(HttpExchange exchange) throws IOException {
        CountDownLatch until = hanging;
        boolean closes = sends == Sends.LOSE_ANSWERS;
        ask(exchange, sqs.endpoint());
        unheard.incrementAndGet();
        if (closes) {
            exchange.close();
        } else {
            hang(exchange, until);
        }
    }

    private void hang(HttpExchange exchange, CountDownLatch until) {
        try {
            until.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        exchange.close();
    }

    private void passOnQuietly(HttpExchange exchange, boolean forSqs) {
        try {
            passOn(exchange, forSqs ? sqs.endpoint() : dynamoDb.endpoint());
        } catch (IOException _) {
            exchange.close(); // Who asked did not wait for it.
        }
    }

    private void passOn(HttpExchange exchange, URI service) throws IOException {
        HttpResponse<byte[]> response = ask(exchange, service);
        response.headers()
                .firstValue("Content-Type")
                .ifPresent(type -> exchange.getResponseHeaders().set("Content-Type", type));
        answer(exchange, response.statusCode(), response.body());
    }

    private HttpResponse<byte[]> ask(HttpExchange exchange, URI service) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        service.resolve(exchange.getRequestURI().getPath()))
                .POST(BodyPublishers.ofByteArray(exchange.getRequestBody().readAllBytes()));
        PASSED_ON.forEach(
                name -> request.header(name, exchange.getRequestHeaders().getFirst(name)));
        return send(request.build());
    }

    private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(body);
        }
    }

    private HttpResponse<byte[]> send(HttpRequest request) throws IOException {
        try {
            return http.send(request, BodyHandlers.ofByteArray());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    @Override
    public void close() {
        dynamoDb(Mode.WORKS);
        sends(Sends.WORK);
        sqs(Mode.WORKS);
        server.stop(0);
        passOnLater.shutdownNow();
        threads.shutdownNow();
        http.shutdownNow();
        dynamoDb.close();
        sqs.close();
    }
}

package io.groundswell.likes.queue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Answers {@code SendMessage} as SQS does, or as the test wants. Thread-safe. */
final class SqsServer implements AutoCloseable {
    /** What it does with a request that it has read. */
    enum Behaviour {
        ACCEPT,
        REFUSE,
        THROTTLE,
        FAIL,
        /** Closes the connection without an answer. */
        HANG_UP,
        /** Answers when it is closed. */
        STALL
    }

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<String> bodies = new CopyOnWriteArrayList<>();
    private final CountDownLatch closing = new CountDownLatch(1);
    private volatile Behaviour behaviour = Behaviour.ACCEPT;

    SqsServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::handle);
        server.setExecutor(threads);
        server.start();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    void behave(Behaviour always) {
        behaviour = always;
    }

    /** What was read, whether it was accepted or not. */
    List<String> bodies() {
        return bodies;
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            JsonNode request = JSON.readTree(exchange.getRequestBody());
            String body = request.path("MessageBody").asText();
            bodies.add(body);
            switch (behaviour) {
                case ACCEPT ->
                    answer(exchange, 200, "{\"MessageId\":\"1\",\"MD5OfMessageBody\":\"" + md5(body) + "\"}");
                case REFUSE -> answer(exchange, 400, error("com.amazonaws.sqs#QueueDoesNotExist"));
                case THROTTLE -> answer(exchange, 400, error("com.amazonaws.sqs#RequestThrottled"));
                case FAIL -> answer(exchange, 500, error("com.amazonaws.sqs#InternalFailure"));
                case HANG_UP -> exchange.getResponseBody().close();
                case STALL -> closing.await();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String error(String type) {
        return "{\"__type\":\"" + type + "\",\"message\":\"test\"}";
    }

    private static void answer(HttpExchange exchange, int status, String json) throws IOException {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/x-amz-json-1.0");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private static String md5(String body) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("MD5").digest(body.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        closing.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}

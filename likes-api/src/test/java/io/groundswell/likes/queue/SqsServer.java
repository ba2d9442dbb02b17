package io.groundswell.likes.queue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Answers {@code SendMessageBatch} as SQS does, or as the test wants. Thread-safe. */
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
    private final List<String> groups = new CopyOnWriteArrayList<>();
    private final Map<String, Boolean> leftOut = new ConcurrentHashMap<>();
    private final Set<String> forgotten = ConcurrentHashMap.newKeySet();
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

    /** Says of this message that it was not taken. */
    void leaveOut(String body, boolean senderFault) {
        leftOut.put(body, senderFault);
    }

    /** Says nothing of this message. */
    void forget(String body) {
        forgotten.add(body);
    }

    /** Of each message that was read, empty where it has none. */
    List<String> groups() {
        return groups;
    }

    /** What was read, whether it was accepted or not. */
    List<String> bodies() {
        return bodies;
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            List<JsonNode> entries = entries(JSON.readTree(exchange.getRequestBody()));
            for (JsonNode entry : entries) {
                bodies.add(entry.path("MessageBody").asText());
                groups.add(entry.path("MessageGroupId").asText());
            }
            switch (behaviour) {
                case ACCEPT -> answer(exchange, 200, results(entries));
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

    private static List<JsonNode> entries(JsonNode request) {
        List<JsonNode> entries = new ArrayList<>();
        request.path("Entries").forEach(entries::add);
        return entries;
    }

    private String results(List<JsonNode> entries) {
        ObjectNode answer = JSON.createObjectNode();
        ArrayNode successful = answer.putArray("Successful");
        ArrayNode failed = answer.putArray("Failed");
        for (JsonNode entry : entries) {
            String body = entry.path("MessageBody").asText();
            String id = entry.path("Id").asText();
            if (leftOut.containsKey(body)) {
                failed.addObject()
                        .put("Id", id)
                        .put("SenderFault", leftOut.get(body))
                        .put("Code", "Test")
                        .put("Message", "test");
            } else if (!forgotten.contains(body)) {
                successful.addObject().put("Id", id).put("MessageId", id).put("MD5OfMessageBody", md5(body));
            }
        }
        return answer.toString();
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

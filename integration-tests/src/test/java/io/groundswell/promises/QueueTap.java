package io.groundswell.promises;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
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
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** Stands between the API and SQS, wherever that is: passes on every call, and remembers what was sent. Any thread. */
final class QueueTap implements AutoCloseable {
    private static final List<String> PASSED_ON =
            List.of("X-Amz-Target", "Content-Type", "Authorization", "X-Amz-Date");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final CompletableFuture<URI> sqs = new CompletableFuture<>();
    private final Queue<String> sent = new ConcurrentLinkedQueue<>();
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpServer server;

    QueueTap() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::passOn);
        server.setExecutor(threads);
        server.start();
    }

    /** What the API is told that SQS is at. */
    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** Where SQS is; calls wait until it is known. */
    void passOnTo(URI endpoint) {
        sqs.complete(endpoint);
    }

    /** Bodies of all messages so far, each once. */
    List<String> sent() {
        return List.copyOf(sent);
    }

    private void passOn(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        JSON.readTree(body).findValues("MessageBody").stream()
                .map(JsonNode::asText)
                .forEach(sent::add);
        HttpRequest.Builder request = HttpRequest.newBuilder(sqs.orTimeout(10, TimeUnit.SECONDS)
                        .join()
                        .resolve(exchange.getRequestURI().getPath()))
                .POST(BodyPublishers.ofByteArray(body));
        PASSED_ON.forEach(
                name -> request.header(name, exchange.getRequestHeaders().getFirst(name)));
        HttpResponse<byte[]> response = send(request.build());
        response.headers()
                .firstValue("Content-Type")
                .ifPresent(type -> exchange.getResponseHeaders().set("Content-Type", type));
        exchange.sendResponseHeaders(response.statusCode(), response.body().length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(response.body());
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
        server.stop(0);
        threads.shutdownNow();
        http.shutdownNow();
    }
}

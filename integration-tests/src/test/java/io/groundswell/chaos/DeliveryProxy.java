package io.groundswell.chaos;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Stands before a node's internal port, and answers 500 in its place for as long as it is told to. It listens on the same port
 * number at another of this machine's own addresses, which the node advertises. Any thread may use it.
 */
final class DeliveryProxy implements AutoCloseable {
    /** Headers that HttpClient sets itself. */
    private static final Set<String> OWN = Set.of("connection", "content-length", "host", "upgrade", "http2-settings");

    private final URI node;
    private final HttpServer server;
    private final HttpClient http = HttpClient.newHttpClient();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicInteger failures = new AtomicInteger();
    private volatile boolean failing;

    /**
     * @param advertised what the node tells dispatchers
     * @param host where it really listens
     */
    DeliveryProxy(URI advertised, String host) throws IOException {
        this.node = URI.create("http://" + host + ":" + advertised.getPort());
        this.server = HttpServer.create(new InetSocketAddress(advertised.getHost(), advertised.getPort()), 0);
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            if (failing) {
                failures.incrementAndGet();
                exchange.sendResponseHeaders(500, -1);
            } else {
                exchange.sendResponseHeaders(pass(exchange, body), -1);
            }
        }
    }

    private int pass(HttpExchange exchange, byte[] body) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(node.resolve(exchange.getRequestURI()))
                .method(exchange.getRequestMethod(), BodyPublishers.ofByteArray(body));
        for (Map.Entry<String, List<String>> header :
                exchange.getRequestHeaders().entrySet()) {
            if (!OWN.contains(header.getKey().toLowerCase(Locale.ROOT))) {
                header.getValue().forEach(value -> request.header(header.getKey(), value));
            }
        }
        try {
            return http.send(request.build(), BodyHandlers.discarding()).statusCode();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    /** From now on, until {@link #recover}. */
    void fail() {
        failing = true;
    }

    void recover() {
        failing = false;
    }

    /** How many deliveries were answered 500. */
    int failures() {
        return failures.get();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
        http.shutdownNow();
    }
}

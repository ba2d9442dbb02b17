package io.groundswell.chaos;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.opentest4j.TestAbortedException;

/**
 * Stands before a node's internal port, and does something else in its place for as long as it is told to. It listens on the
 * same port number at another of this machine's own addresses, which the node advertises. Any thread may use it.
 */
final class DeliveryProxy implements AutoCloseable {
    /** Where nodes listen. */
    static final String LISTENED = "127.0.0.1";

    /** What nodes tell dispatchers, where proxies listen. */
    static final String ADVERTISED = "127.0.0.2";

    /** Headers that HttpClient sets itself. */
    private static final Set<String> OWN = Set.of("connection", "content-length", "host", "upgrade", "http2-settings");

    private static final int FAILED = 500;

    private final URI node;
    private final HttpServer server;
    private final HttpClient http = HttpClient.newHttpClient();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicInteger failures = new AtomicInteger();
    private volatile Mode mode = Mode.PASSES;
    private volatile CountDownLatch hanging = new CountDownLatch(1);

    /** What becomes of a delivery. */
    enum Mode {
        PASSES,
        /** 500, and the node does not hear of it. */
        FAILS,
        /** 500, although the node has it. */
        LOSES_ANSWERS,
        /** No answer until it is something else's turn; then 500. */
        HANGS
    }

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

    /** Every address of 127.0.0.0/8 is this machine's own on Linux, only the first elsewhere: there the test is left out. */
    static void requireAddress() throws IOException {
        try (ServerSocket _ = new ServerSocket(0, 1, InetAddress.getByName(ADVERTISED))) {
            return;
        } catch (IOException e) {
            if ("true".equals(System.getenv("CI"))) {
                throw e;
            }
            throw new TestAbortedException(
                    ADVERTISED + ": " + e.getMessage() + " (expected: an address of this machine)");
        }
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(answer(exchange, body), -1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private int answer(HttpExchange exchange, byte[] body) throws IOException, InterruptedException {
        Mode now = mode;
        CountDownLatch until = hanging;
        if (now != Mode.PASSES) {
            failures.incrementAndGet();
        }
        return switch (now) {
            case PASSES -> pass(exchange, body);
            case FAILS -> FAILED;
            case LOSES_ANSWERS -> {
                pass(exchange, body);
                yield FAILED;
            }
            case HANGS -> {
                until.await();
                yield FAILED;
            }
        };
    }

    private int pass(HttpExchange exchange, byte[] body) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(node.resolve(exchange.getRequestURI()))
                .method(exchange.getRequestMethod(), BodyPublishers.ofByteArray(body));
        for (Map.Entry<String, List<String>> header :
                exchange.getRequestHeaders().entrySet()) {
            if (!OWN.contains(header.getKey().toLowerCase(Locale.ROOT))) {
                header.getValue().forEach(value -> request.header(header.getKey(), value));
            }
        }
        return http.send(request.build(), BodyHandlers.discarding()).statusCode();
    }

    /** From now on. */
    void mode(Mode now) {
        mode = now;
        hanging.countDown();
        hanging = new CountDownLatch(1);
    }

    /** Passes deliveries again, unless something else has its turn by now. */
    void end(Mode ended) {
        if (mode == ended) {
            mode(Mode.PASSES);
        }
    }

    /** How many deliveries were answered 500, or not in time. */
    int failures() {
        return failures.get();
    }

    @Override
    public void close() {
        mode(Mode.PASSES);
        server.stop(0);
        threads.shutdownNow();
        http.shutdownNow();
    }
}

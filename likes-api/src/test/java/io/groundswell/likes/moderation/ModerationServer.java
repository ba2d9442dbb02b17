package io.groundswell.likes.moderation;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A service that decides about comments as the test wants. Thread-safe. */
final class ModerationServer implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<String> bodies = new CopyOnWriteArrayList<>();
    private final CountDownLatch closing = new CountDownLatch(1);
    private volatile int status = 200;
    private volatile String answer = "{\"allow\":true}";
    private volatile Pace pace = Pace.WHOLE;

    /** How much of an answer comes before the server is closed. */
    enum Pace {
        WHOLE,
        /** Head and first byte. */
        BEGINNING,
        NOTHING,
        /** The connection is closed instead. */
        HANG_UP
    }

    ModerationServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/judge", this::handle);
        server.setExecutor(threads);
        server.start();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/judge");
    }

    void answer(int with, String body) {
        status = with;
        answer = body;
    }

    void pace(Pace always) {
        pace = always;
    }

    /** What was asked. */
    List<String> bodies() {
        return bodies;
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange;
                InputStream in = exchange.getRequestBody()) {
            bodies.add(new String(in.readAllBytes(), StandardCharsets.UTF_8));
            byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
            Pace now = pace;
            if (now == Pace.NOTHING) {
                closing.await();
            }
            if (now == Pace.WHOLE || now == Pace.BEGINNING) {
                exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
                exchange.getResponseBody().write(bytes, 0, now == Pace.WHOLE ? bytes.length : 1);
                exchange.getResponseBody().flush();
            }
            if (now == Pace.BEGINNING) {
                closing.await();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closing.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}

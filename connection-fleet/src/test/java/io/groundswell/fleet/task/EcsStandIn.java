package io.groundswell.fleet.task;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A container agent of ECS, as far as tasks speak with it. Thread-safe. */
final class EcsStandIn implements AutoCloseable {
    private static final String PROTECTION = "/api/task-protection/v1/state";
    private static final String TASK = "/v4/task";

    final List<String> asked = new CopyOnWriteArrayList<>();
    private final HttpServer server;
    private volatile int status = 200;
    private volatile String protection = "{\"protection\":{\"ProtectionEnabled\":%s,\"TaskArn\":\"arn\"}}";
    private volatile String task = "{\"Family\":\"nodes\",\"Revision\":\"17\"}";

    EcsStandIn() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(PROTECTION, this::protect);
        server.createContext(TASK, exchange -> answer(exchange, task));
        server.start();
    }

    URI agent() {
        return at("/api");
    }

    URI metadata() {
        return at("/v4");
    }

    /** From now on it answers so; {@code %s} is what was asked for. */
    void answers(int code, String body) {
        status = code;
        protection = body;
        task = body;
    }

    private URI at(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }

    private void protect(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        asked.add(exchange.getRequestMethod() + " " + body);
        answer(exchange, protection.replace("%s", Boolean.toString(body.contains("true"))));
    }

    private void answer(HttpExchange exchange, String text) throws IOException {
        try (exchange) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}

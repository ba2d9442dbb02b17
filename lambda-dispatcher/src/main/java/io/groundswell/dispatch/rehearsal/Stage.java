package io.groundswell.dispatch.rehearsal;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.groundswell.registry.dynamodb.RegistryTables;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * DynamoDB, SQS and a node, at one address of the loopback, as far as an invocation speaks with them: there is one node, which
 * has viewers of every topic and takes every batch; every row is new and is kept. Any thread.
 */
public final class Stage implements AutoCloseable {
    private static final Pattern STATEMENT = Pattern.compile("\"Statement\"\\s*:");
    private static final String SUBSCRIPTIONS = RegistryTables.SUBSCRIPTIONS.name() + "\"";
    private static final String NODES = RegistryTables.NODES.name() + "\"";
    private static final String SUBSCRIPTION = """
        {"Count":1,"ScannedCount":1,"Items":[{"topic":{"S":"any"},"nodeId":{"S":"rehearsal"},\
        "viewers":{"N":"1"},"version":{"N":"1"}}]}\
        """;
    private static final String NOTHING = "{\"Count\":0,\"ScannedCount\":0,\"Items\":[]}";

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicInteger deliveries = new AtomicInteger();

    /** @throws IOException if there is no port to be had */
    public static Stage open() throws IOException {
        return new Stage(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
    }

    private Stage(HttpServer server) {
        this.server = server;
        server.setExecutor(threads);
        server.createContext("/", this::play);
        server.start();
    }

    /** Of all that it plays. */
    public URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** How many batches the node was given. */
    public int deliveries() {
        return deliveries.get();
    }

    private void play(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] request = exchange.getRequestBody().readAllBytes();
            String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
            if (target == null) {
                deliveries.incrementAndGet();
                exchange.sendResponseHeaders(204, -1);
                return;
            }
            byte[] answer = answer(
                            target.substring(target.indexOf('.') + 1), new String(request, StandardCharsets.UTF_8))
                    .getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.0");
            exchange.sendResponseHeaders(200, answer.length);
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(answer);
            }
        }
    }

    private String answer(String operation, String request) {
        return switch (operation) {
            case "Query" -> rows(request);
            case "BatchExecuteStatement" ->
                STATEMENT
                        .matcher(request)
                        .results()
                        .map(each -> "{}")
                        .collect(Collectors.joining(",", "{\"Responses\":[", "]}"));
            default -> "{}";
        };
    }

    /** The node stands in the first partition of its table; there are no counters of long ago. */
    private String rows(String query) {
        if (query.contains(SUBSCRIPTIONS)) {
            return SUBSCRIPTION;
        }
        return query.contains(NODES) && query.contains("#0\"") ? node() : NOTHING;
    }

    private String node() {
        return """
            {"Count":1,"ScannedCount":1,"Items":[{"regionShard":{"S":"any#0"},"nodeId":{"S":"rehearsal"},\
            "deliveries":{"S":"%s/internal/v1/deliveries"},"stream":{"S":"rehearsal"},"leaseUntil":{"N":"4102444800000"},\
            "connections":{"N":"1"},"draining":{"BOOL":false},"version":{"N":"1"}}]}\
            """.formatted(address());
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}

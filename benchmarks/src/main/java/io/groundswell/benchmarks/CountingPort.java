package io.groundswell.benchmarks;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.LongAdder;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A port in front of DynamoDB that passes every request on and counts the items written to each table. Any thread. */
final class CountingPort implements AutoCloseable {
    private static final String OPERATION = "X-Amz-Target";
    private static final Set<String> HOP_BY_HOP =
            Set.of("host", "connection", "content-length", "transfer-encoding", "expect", "upgrade");
    private static final Pattern WRITE = Pattern.compile(".*\\.(PutItem|UpdateItem|DeleteItem)");
    private static final Pattern WRITES = Pattern.compile(".*\\.(BatchWriteItem|TransactWriteItems)");
    private static final Pattern TABLE = Pattern.compile("\"TableName\"\\s*:\\s*\"([^\"]+)\"");
    private static final Pattern BATCH_TABLE_OR_ITEM = Pattern.compile(
            "\"([A-Za-z0-9._-]{3,255})\"\\s*:\\s*\\[\\s*\\{\\s*\"(?:Put|Delete)Request\"|\"(?:Put|Delete)Request\"");

    static {
        // Otherwise an answer's body waits for the acknowledgement of its head, up to 40 ms.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final URI behind;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Map<String, LongAdder> writes = new ConcurrentHashMap<>();

    private CountingPort(URI behind, HttpServer server) {
        this.behind = behind;
        this.server = server;
    }

    static CountingPort before(URI behind) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1_024);
        CountingPort port = new CountingPort(behind, server);
        server.setExecutor(port.threads);
        server.createContext("/", port::pass);
        server.start();
        return port;
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** How many items of a table have been written: put, changed or deleted, whatever came of it. */
    long writes(String table) {
        LongAdder count = writes.get(table);
        return count == null ? 0 : count.sum();
    }

    private void pass(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            count(String.valueOf(exchange.getRequestHeaders().getFirst(OPERATION)), body);
            HttpResponse<byte[]> answer = client.send(request(exchange, body), HttpResponse.BodyHandlers.ofByteArray());
            answer.headers().map().forEach((name, values) -> {
                if (passes(name)) {
                    exchange.getResponseHeaders().put(name, values);
                }
            });
            exchange.sendResponseHeaders(answer.statusCode(), answer.body().length == 0 ? -1 : answer.body().length);
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(answer.body());
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private HttpRequest request(HttpExchange exchange, byte[] body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(behind.resolve(exchange.getRequestURI()))
                .method(exchange.getRequestMethod(), HttpRequest.BodyPublishers.ofByteArray(body));
        Headers headers = exchange.getRequestHeaders();
        headers.forEach((name, values) -> {
            if (passes(name)) {
                values.forEach(value -> request.header(name, value));
            }
        });
        return request.build();
    }

    private static boolean passes(String header) {
        return !HOP_BY_HOP.contains(header.toLowerCase(Locale.ROOT));
    }

    private void count(String operation, byte[] body) {
        if (WRITE.matcher(operation).matches()) {
            tables(body);
        } else if (WRITES.matcher(operation).matches()) {
            tables(body);
            batchItems(body);
        }
    }

    private void tables(byte[] body) {
        Matcher table = TABLE.matcher(new String(body, StandardCharsets.UTF_8));
        while (table.find()) {
            count(table.group(1));
        }
    }

    private void batchItems(byte[] body) {
        Matcher item = BATCH_TABLE_OR_ITEM.matcher(new String(body, StandardCharsets.UTF_8));
        String table = "";
        while (item.find()) {
            table = item.group(1) == null ? table : item.group(1);
            count(table);
        }
    }

    private void count(String table) {
        writes.computeIfAbsent(table, _ -> new LongAdder()).increment();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
        client.shutdownNow();
    }
}

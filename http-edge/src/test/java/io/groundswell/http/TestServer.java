package io.groundswell.http;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A server with routes that tests need: {@code /echo/{id}} answers at once, {@code /later/{id}} when the test says so and
 * from the test's thread.
 */
final class TestServer implements AutoCloseable {
    static final String ORIGIN = "https://page.example";
    static final Duration UNREACHED = Duration.ofMinutes(5);

    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    final BlockingQueue<Exchange> waiting = new LinkedBlockingQueue<>();
    private final EventLoops loops = EventLoops.start(Transport.best(), 1, "test");
    private final HttpServer server;

    TestServer() {
        this(HttpLimits.DEFAULT.withTimeouts(UNREACHED, UNREACHED));
    }

    TestServer(HttpLimits limits) {
        this(limits, Routes.none());
    }

    TestServer(HttpLimits limits, Routes more) {
        this(limits, more, Peers.DEFAULT);
    }

    TestServer(HttpLimits limits, Routes more, Peers peers) {
        this(new HttpServerConfig("127.0.0.1", 0, limits, new Cors(Set.of(ORIGIN)), "test").withPeers(peers), more);
    }

    private TestServer(HttpServerConfig config, Routes more) {
        server = HttpServer.start(config, routes(more), loops, meters);
    }

    static TestServer withoutHttp2() {
        return new TestServer(
                new HttpServerConfig("127.0.0.1", 0, HttpLimits.DEFAULT, Cors.NONE, "test").withoutHttp2(),
                Routes.none());
    }

    static TestServer with(Routes more) {
        return new TestServer(HttpLimits.DEFAULT.withTimeouts(UNREACHED, UNREACHED), more);
    }

    private Routes routes(Routes more) {
        return Routes.builder()
                .get("/echo/{id}", "application/json", TestServer::echo)
                .post("/echo/{id}", "application/json", TestServer::echo)
                .get("/later/{id}", "application/json", waiting::add)
                .post("/later/{id}", "application/json", waiting::add)
                .get("/page", "text/html", exchange -> exchange.respond(Response.bytes(200, "text/html", new byte[7])))
                .get("/fails", "application/json", exchange -> {
                    throw new IllegalStateException("the secret cause");
                })
                .add(more)
                .build();
    }

    static void echo(Exchange exchange) {
        exchange.respond(Response.json(
                200,
                Map.of(
                        "id", exchange.pathParameter("id"),
                        "query", exchange.query("q"),
                        "body", exchange.body().toString(StandardCharsets.UTF_8))));
    }

    /** The next request to {@code /later}. */
    Exchange nextWaiting() throws InterruptedException {
        Exchange exchange = waiting.poll(10, TimeUnit.SECONDS);
        if (exchange == null) {
            throw new AssertionError("request: none (expected: one within 10 s)");
        }
        return exchange;
    }

    static Response text(String body) {
        return Response.bytes(200, "text/plain", body.getBytes(StandardCharsets.UTF_8));
    }

    RawClient connect() throws IOException {
        return new RawClient(server.port());
    }

    int port() {
        return server.port();
    }

    HttpServer server() {
        return server;
    }

    void endLoops() {
        loops.close();
    }

    @Override
    public void close() {
        server.close();
        loops.close();
    }
}

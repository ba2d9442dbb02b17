package io.groundswell.lambda;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.groundswell.event.Batch;
import io.groundswell.event.Topic;
import io.groundswell.event.TopicUpdate;
import io.groundswell.event.wire.BatchCodec;
import io.groundswell.registry.Node;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** A node that keeps what it is given, and answers as the test wants. Any thread. */
final class NodeStub implements AutoCloseable {
    private static final long FOR_EVER = 4_102_444_800_000L;

    private final HttpServer server;
    private final Queue<Batch> batches = new ConcurrentLinkedQueue<>();
    private volatile int status = 204;

    NodeStub() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::take);
        server.start();
    }

    /** Its row. */
    Node row(String id, long version) {
        URI deliveries = URI.create("http://127.0.0.1:" + port() + "/internal/v1/deliveries");
        return new Node(id, deliveries, "127.0.0.1:" + port(), FOR_EVER, 1, false, version);
    }

    int port() {
        return server.getAddress().getPort();
    }

    /** From now on. */
    void answers(int now) {
        status = now;
    }

    /** All that it took of a topic. */
    TopicUpdate received(Topic topic) {
        return batches.stream()
                .map(batch -> batch.topics().getOrDefault(topic, TopicUpdate.EMPTY))
                .reduce(TopicUpdate.EMPTY, TopicUpdate::merge);
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            if (status == 204) {
                batches.add(BatchCodec.decode(body));
            }
            exchange.sendResponseHeaders(status, -1);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}

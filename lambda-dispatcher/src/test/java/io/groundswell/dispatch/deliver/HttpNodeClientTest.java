package io.groundswell.dispatch.deliver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.groundswell.access.InternalRequest;
import io.groundswell.access.InternalSignature;
import io.groundswell.dispatch.deliver.DeliveryOutcome.Delivered;
import io.groundswell.dispatch.deliver.DeliveryOutcome.Gone;
import io.groundswell.dispatch.deliver.DeliveryOutcome.Missed;
import io.groundswell.registry.Node;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpNodeClientTest {
    private static final String PATH = "/internal/v1/deliveries";
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-02-02T12:00:00Z"));
    private static final InternalSignature SIGNATURE = new InternalSignature("k".repeat(32), CLOCK);
    private static final byte[] BODY = "{\"v\":1,\"topics\":[]}".getBytes(StandardCharsets.UTF_8);

    private final Queue<Answer> answers = new ConcurrentLinkedQueue<>();
    private final Queue<InternalSignature.Verification> requests = new ConcurrentLinkedQueue<>();
    /** Of the client, of each request. */
    private final Queue<Integer> ports = new ConcurrentLinkedQueue<>();

    private final CountDownLatch end = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private HttpServer server;
    private Node node;

    private interface Answer {
        void to(HttpExchange exchange) throws IOException;
    }

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext(PATH, this::serve);
        server.start();
        node = node(URI.create("http://127.0.0.1:" + server.getAddress().getPort() + PATH));
    }

    @AfterEach
    void stop() {
        end.countDown();
        server.stop(0);
        threads.close();
    }

    @Test
    void post_shouldBeDelivered_whenTheNodeAnswers204() {
        answers.add(status(204));

        assertThat(post(Duration.ofSeconds(10))).isEqualTo(new Delivered());
        assertThat(requests).containsExactly(new InternalSignature.Verification.Genuine());
    }

    @ParameterizedTest
    @ValueSource(ints = {404, 410, 421})
    void post_shouldBeGone_whenAnotherAnswersAtTheNodesAddress(int status) {
        answers.add(status(status));

        assertThat(post(Duration.ofSeconds(10))).isInstanceOf(Gone.class);
        assertThat(requests).hasSize(1);
    }

    @Test
    void post_shouldBeGone_whenTheConnectionIsRefused() {
        server.stop(0);

        assertThat(post(Duration.ofSeconds(10))).isInstanceOf(Gone.class);
    }

    /** To a group of hosts no connection leads: the system says so at once, as where a network is out of reach. */
    @Test
    void post_shouldBeMissed_whenNoWayLeadsToTheNode() {
        node = node(URI.create("http://224.0.0.1:8081" + PATH));

        assertThat(post(Duration.ofSeconds(10)))
                .isInstanceOfSatisfying(
                        Missed.class, it -> assertThat(it.reason()).contains("ConnectException"));
    }

    @Test
    void post_shouldKeepItsConnection_whenBatchesFollowOneAnother() {
        answers.add(status(204));
        answers.add(status(204));
        try (HttpNodeClient client = new HttpNodeClient(SIGNATURE, Duration.ofSeconds(10))) {
            assertThat(post(client)).isEqualTo(new Delivered());
            assertThat(post(client)).isEqualTo(new Delivered());
        }

        assertThat(requests).hasSize(2);
        assertThat(Set.copyOf(ports)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 413, 429})
    void post_shouldBeMissedWithoutAnotherTry_whenTheNodeRefuses(int status) {
        answers.add(status(status));

        assertThat(post(Duration.ofSeconds(10))).isEqualTo(new Missed("node n1: " + status + " (expected: 204)"));
        assertThat(requests).hasSize(1);
    }

    @Test
    void post_shouldBeDelivered_whenTheSecondTrySucceeds() {
        answers.add(status(503));
        answers.add(status(204));

        assertThat(post(Duration.ofSeconds(10))).isEqualTo(new Delivered());
        assertThat(requests).hasSize(2);
    }

    @Test
    void post_shouldBeMissed_whenBothTriesFail() {
        answers.add(status(500));
        answers.add(status(500));

        assertThat(post(Duration.ofSeconds(10))).isEqualTo(new Missed("node n1: 500 (expected: 204)"));
        assertThat(requests).hasSize(2);
    }

    @Test
    void post_shouldBeDelivered_whenTheConnectionBreaksOnce() {
        answers.add(HttpExchange::close);
        answers.add(status(204));

        assertThat(post(Duration.ofSeconds(10))).isEqualTo(new Delivered());
    }

    @Test
    void post_shouldBeMissed_whenTheNodeNeverAnswers() {
        answers.add(this::hang);
        answers.add(this::hang);

        assertThat(post(Duration.ofSeconds(1))).isInstanceOf(Missed.class);
        assertThat(requests).hasSize(2);
    }

    @Test
    void post_shouldWaitLittle_whenTheNodeLetTheLastBatchHang() {
        answers.add(this::hang);
        answers.add(this::hang);
        answers.add(this::hang);
        answers.add(this::hang);
        answers.add(status(204));
        try (HttpNodeClient client = new HttpNodeClient(SIGNATURE, Duration.ofSeconds(4))) {
            long begun = System.nanoTime();
            assertThat(post(client)).isInstanceOf(Missed.class);
            long first = System.nanoTime();
            assertThat(post(client)).isInstanceOf(Missed.class);
            long second = System.nanoTime();

            assertThat(second - first).isLessThan((first - begun) / 2);
            assertThat(post(client)).isEqualTo(new Delivered());
        }
    }

    @Test
    void post_shouldNotWaitForAnotherNode_whenThatHangs() {
        answers.add(this::hang);
        answers.add(status(204));
        try (HttpNodeClient client = new HttpNodeClient(SIGNATURE, Duration.ofSeconds(20))) {
            var hanging = client.post(node, ByteBuffer.wrap(BODY));
            await().until(() -> requests.size() == 1);

            assertThat(post(client)).isEqualTo(new Delivered());
            assertThat(hanging).isNotDone();
        }
    }

    @Test
    void post_shouldBeMissed_whenTheNodesAddressIsNone() {
        node = node(URI.create("ftp://nowhere" + PATH));

        assertThat(post(Duration.ofMillis(200))).isInstanceOf(Missed.class);
    }

    private DeliveryOutcome post(Duration deadline) {
        try (HttpNodeClient client = new HttpNodeClient(SIGNATURE, deadline)) {
            return post(client);
        }
    }

    private DeliveryOutcome post(HttpNodeClient client) {
        return client.post(node, ByteBuffer.wrap(BODY)).join();
    }

    private void serve(HttpExchange exchange) throws IOException {
        ByteBuffer body = ByteBuffer.wrap(exchange.getRequestBody().readAllBytes());
        ports.add(exchange.getRemoteAddress().getPort());
        requests.add(SIGNATURE.verify(
                new InternalRequest(
                        exchange.getRequestMethod(), exchange.getRequestURI().getPath(), "n1", body),
                header(exchange, InternalSignature.TIMESTAMP_HEADER),
                header(exchange, InternalSignature.SIGNATURE_HEADER)));
        answers.remove().to(exchange);
    }

    private void hang(HttpExchange exchange) {
        try {
            end.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        exchange.close();
    }

    private static Answer status(int status) {
        return exchange -> {
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        };
    }

    private static Optional<String> header(HttpExchange exchange, String name) {
        return Optional.ofNullable(exchange.getRequestHeaders().getFirst(name));
    }

    private static Node node(URI deliveries) {
        return new Node("n1", deliveries, "127.0.0.1:8081", Long.MAX_VALUE, 0, false, 1);
    }
}

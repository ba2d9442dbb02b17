package io.groundswell.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class SlowClientTest {
    /** Takes one connection, writes what fits of the answer, and closes when told. */
    private static void answer(ServerSocket server, String answer, CountDownLatch closing) {
        var _ = CompletableFuture.runAsync(
                () -> {
                    try (SocketChannel channel = server.getChannel().accept()) {
                        channel.configureBlocking(false);
                        channel.write(ByteBuffer.wrap(answer.getBytes(StandardCharsets.US_ASCII)));
                        closing.await();
                    } catch (IOException | InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                },
                task -> Thread.ofVirtual().start(task));
    }

    private static void answer(ServerSocket server, String answer) {
        answer(server, answer, new CountDownLatch(0));
    }

    private static ServerSocket server() throws Exception {
        ServerSocketChannel channel = ServerSocketChannel.open();
        channel.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        return channel.socket();
    }

    @Test
    void readOne_shouldTakeAByteAtATime_andSeeTheEnd() throws Exception {
        try (ServerSocket server = server()) {
            answer(server, "HTTP/1.1 200 OK\r\n\r\nabc");
            try (SlowClient client = SlowClient.open("127.2.0.1", server.getLocalPort())) {
                assertThat(client.address().getAddress().getHostAddress()).isEqualTo("127.2.0.1");
                assertThat(client.read()).isZero();
                client.readOne();
                assertThat(client.read()).isLessThanOrEqualTo(1);
                Awaitility.await().untilAsserted(() -> {
                    client.readOne();
                    assertThat(client.hasEnded()).isTrue();
                });
                assertThat(client.read()).isEqualTo(3);
            }
        }
    }

    @Test
    void open_shouldFail_whenTheServerRefuses() throws Exception {
        try (ServerSocket server = server()) {
            answer(server, "HTTP/1.1 429 Too Many Requests\r\n\r\n");
            assertThatIOException()
                    .isThrownBy(() -> SlowClient.open("127.2.0.1", server.getLocalPort()))
                    .withMessage("slow reader: HTTP/1.1 429 Too Many Requests (expected: 200)");
        }
    }

    @Test
    void fate_shouldTellWhatTheKernelKeeps_beforeAndAfterTheServerCloses() throws Exception {
        try (ServerSocket server = server()) {
            int port = server.getLocalPort();
            CountDownLatch closing = new CountDownLatch(1);
            answer(server, "HTTP/1.1 200 OK\r\n\r\n" + "a".repeat(1 << 20), closing);
            try (SlowClients clients = SlowClients.open(1, port)) {
                Awaitility.await()
                        .untilAsserted(() ->
                                assertThat(clients.fate(port).sendQueues()).isGreaterThan(1 << 10));
                assertThat(clients.fate(port))
                        .returns(1, SlowClients.Fate::open)
                        .returns(0, SlowClients.Fate::gone);
                closing.countDown();
                Awaitility.await()
                        .untilAsserted(() -> assertThat(clients.fate(port))
                                .returns(0, SlowClients.Fate::open)
                                .returns(1, SlowClients.Fate::gone));
            }
        }
    }
}

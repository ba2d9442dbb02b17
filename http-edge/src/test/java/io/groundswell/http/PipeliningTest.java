package io.groundswell.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.Test;

class PipeliningTest {
    private static final String REQUEST = " HTTP/1.1\r\nHost: test\r\n\r\n";

    @Test
    void channelRead_shouldAnswerInOrder_whenEndpointsAnswerFromOtherThreads() throws Exception {
        try (TestServer server = new TestServer();
                RawClient client = server.connect()) {
            client.send("GET /later/1" + REQUEST + "GET /echo/2" + REQUEST + "GET /later/3" + REQUEST);
            Exchange first = server.nextWaiting();

            assertThat(server.waiting).isEmpty();
            first.respond(TestServer.text("one"));

            assertThat(client.answer().body()).isEqualTo("one");
            assertThat(client.answer().body()).contains("\"id\":\"2\"");
            server.nextWaiting().respond(TestServer.text("three"));
            assertThat(client.answer().body()).isEqualTo("three");
        }
    }

    @Test
    void channelRead_shouldAnswerEach_whenOneSegmentHasThousandsOfTinyRequests() throws IOException {
        int many = 5_000;
        try (TestServer server = new TestServer();
                RawClient client = server.connect()) {
            Thread sender =
                    Thread.ofVirtual().start(() -> sendUnchecked(client, ("GET /echo/x" + REQUEST).repeat(many)));
            for (int i = 0; i < many; i++) {
                assertThat(client.answer().status()).isEqualTo(200);
            }
            assertThat(sender.isAlive()).isFalse();
        }
    }

    @Test
    void channelRead_shouldReadTheWholeBody_whenItComesInOneByteChunks() throws IOException {
        int length = 10_000;
        try (TestServer server = new TestServer();
                RawClient client = server.connect()) {
            client.send("POST /echo/1 HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n" + "1\r\nx\r\n".repeat(length)
                    + "0\r\n\r\nGET /echo/2" + REQUEST);

            assertThat(client.answer().body()).contains("x".repeat(length));
            assertThat(client.answer().body()).contains("\"id\":\"2\"");
        }
    }

    @Test
    void channelRead_shouldGoOn_whenAnErrorIsAnsweredBetweenTwoRequests() throws IOException {
        try (TestServer server = new TestServer();
                RawClient client = server.connect()) {
            client.send("GET /nowhere" + REQUEST + "POST /nowhere HTTP/1.1\r\nContent-Length: 3\r\n\r\nabcGET /echo/2"
                    + REQUEST);

            assertThat(client.answer().status()).isEqualTo(404);
            assertThat(client.answer().status()).isEqualTo(404);
            assertThat(client.answer().status()).isEqualTo(200);
        }
    }

    @Test
    void respond_shouldAnswerAll_whenTheClientHasEndedItsSide() throws Exception {
        try (TestServer server = new TestServer();
                RawClient client = server.connect()) {
            client.send("GET /later/1" + REQUEST + "GET /echo/2" + REQUEST).end();
            server.nextWaiting().respond(TestServer.text("one"));

            assertThat(client.answer().body()).isEqualTo("one");
            assertThat(client.answer().body()).contains("\"id\":\"2\"");
            assertThat(client.rest()).isEmpty();
        }
    }

    @Test
    void respond_shouldDropTheAnswer_whenTheClientIsGone() throws Exception {
        try (TestServer server = new TestServer();
                RawClient healthy = server.connect()) {
            RawClient gone = server.connect();
            gone.send("GET /later/1" + REQUEST + "GET /echo/2" + REQUEST);
            Exchange exchange = server.nextWaiting();
            gone.reset();
            exchange.respond(TestServer.text("one"));

            assertThat(healthy.get("/echo/3").answer().status()).isEqualTo(200);
        }
    }

    private static void sendUnchecked(RawClient client, String text) {
        try {
            client.send(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package io.groundswell.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class TakeOverTest {
    private static final String STREAM_HEAD = "HTTP/1.1 200 OK\r\n\r\n";

    private final BlockingQueue<Channel> taken = new LinkedBlockingQueue<>();
    private final Routes stream =
            Routes.builder().get("/stream", "text/event-stream", this::take).build();

    private void take(Exchange exchange) {
        Channel channel = exchange.takeOver();
        write(channel, STREAM_HEAD);
        taken.add(channel);
    }

    private static void write(Channel channel, String text) {
        var _ = channel.writeAndFlush(Unpooled.copiedBuffer(text, StandardCharsets.US_ASCII));
    }

    private Channel taken() throws InterruptedException {
        Channel channel = taken.poll(10, TimeUnit.SECONDS);
        if (channel == null) {
            throw new AssertionError("channel: none taken over (expected: one)");
        }
        return channel;
    }

    @Test
    void takeOver_shouldLeaveTheBytesToItsCaller_whenARequestIsStreamed() throws Exception {
        try (TestServer server = TestServer.with(stream);
                RawClient client = server.connect()) {
            client.get("/stream");
            Channel channel = taken();
            write(channel, "raw, not HTTP");

            assertThat(client.head().status()).isEqualTo(200);
            assertThat(new String(client.read(13), StandardCharsets.US_ASCII)).isEqualTo("raw, not HTTP");
            assertThat(Meters.requests(server.meters, "/stream", 200)).isEqualTo(1);
            assertThat(Meters.connections(server.meters)).isZero();
        }
    }

    @Test
    void takeOver_shouldDropWhatComesBehindTheRequest_whenTheClientSendsMore() throws Exception {
        try (TestServer server = TestServer.with(stream);
                RawClient client = server.connect()) {
            client.send("GET /stream HTTP/1.1\r\n\r\nGET /echo/1 HTTP/1.1\r\n\r\nPOST /echo/2 HTTP/1.1\r\nContent-Len");
            Channel channel = taken();
            client.send("x".repeat(100_000));
            write(channel, "more");

            assertThat(client.head().status()).isEqualTo(200);
            assertThat(new String(client.read(4), StandardCharsets.US_ASCII)).isEqualTo("more");
            assertThat(Meters.requests(server.meters, "/echo/{id}", 200)).isZero();
        }
    }

    @Test
    void takeOver_shouldWork_whenItComesLaterAndRequestsAreWaiting() throws Exception {
        try (TestServer server = new TestServer();
                RawClient client = server.connect()) {
            client.send("GET /later/1 HTTP/1.1\r\n\r\n" + "GET /echo/1 HTTP/1.1\r\n\r\n".repeat(50));
            Exchange exchange = server.nextWaiting();
            Channel channel = exchange.eventLoop().submit(exchange::takeOver).get(10, TimeUnit.SECONDS);
            write(channel, STREAM_HEAD);

            assertThat(client.head().status()).isEqualTo(200);
            client.end();
            assertThat(client.rest()).isEmpty();
        }
    }

    @Test
    void takeOver_shouldCloseTheChannel_whenTheClientCloses() throws Exception {
        try (TestServer server = TestServer.with(stream);
                RawClient client = server.connect()) {
            client.get("/stream");
            Channel channel = taken();
            assertThat(client.head().status()).isEqualTo(200);
            client.close();

            assertThat(channel.closeFuture().await(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void takeOver_shouldCloseTheChannel_whenTheClientResets() throws Exception {
        try (TestServer server = TestServer.with(stream);
                RawClient client = server.connect()) {
            client.get("/stream");
            Channel channel = taken();
            client.reset();

            assertThat(channel.closeFuture().await(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void takeOver_shouldCloseTheChannel_whenTheClientHadClosedBefore() throws Exception {
        try (TestServer server = new TestServer();
                RawClient client = server.connect()) {
            client.get("/later/1");
            Exchange exchange = server.nextWaiting();
            client.close();
            Channel channel = exchange.eventLoop().submit(exchange::takeOver).get(10, TimeUnit.SECONDS);

            assertThat(channel.closeFuture().await(10, TimeUnit.SECONDS)).isTrue();
            assertThat(Meters.connections(server.meters)).isZero();
        }
    }

    @Test
    void takeOver_shouldOutliveTheLimitsOfHttp_whenNothingIsSentForLong() throws Exception {
        HttpLimits brief = HttpLimits.DEFAULT.withTimeouts(Duration.ofMillis(100), Duration.ofMillis(100));
        try (TestServer server = new TestServer(brief, stream);
                RawClient client = server.connect();
                RawClient clock = server.connect()) {
            client.get("/stream");
            Channel channel = taken();
            assertThat(clock.send("G").answer().status()).isEqualTo(408);
            assertThat(clock.rest()).isEmpty();

            assertThat(channel.isActive()).isTrue();
        }
    }

    @Test
    void takeOver_shouldAnswer405_whenTheRequestIsHead() throws Exception {
        try (TestServer server = TestServer.with(stream);
                RawClient client = server.connect()) {
            client.send("HEAD /stream HTTP/1.1\r\n\r\n");
            RawClient.Answer head = client.head();

            assertThat(head.status()).isEqualTo(405);
            assertThat(head.header("Allow")).hasValue("GET, OPTIONS");
        }
    }

    @Test
    void respond_shouldBeRefused_whenTheChannelWasTakenOver() throws Exception {
        try (TestServer server = new TestServer();
                RawClient client = server.connect()) {
            client.get("/later/1");
            Exchange exchange = server.nextWaiting();
            Channel channel = exchange.eventLoop().submit(exchange::takeOver).get(10, TimeUnit.SECONDS);

            assertThatThrownBy(() -> exchange.respond(Response.empty(204))).isInstanceOf(IllegalStateException.class);
            assertThat(channel.isActive()).isTrue();
        }
    }

    @Test
    void close_shouldLeaveTheChannelOpen_whenItWasTakenOver() throws Exception {
        try (TestServer server = TestServer.with(stream);
                RawClient client = server.connect()) {
            client.get("/stream");
            Channel channel = taken();
            server.server().close();
            write(channel, "alive");

            await().untilAsserted(() -> assertThat(channel.isActive()).isTrue());
            assertThat(client.head().status()).isEqualTo(200);
            assertThat(new String(client.read(5), StandardCharsets.US_ASCII)).isEqualTo("alive");
        }
    }
}

package io.groundswell.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PeersTest {
    private static final Peers TWO = new Peers(2, false, Duration.ofSeconds(30));

    @Test
    void channelActive_shouldCloseTheConnection_whenAsManyAsMaySpeakHttp() throws Exception {
        try (TestServer server = new TestServer(HttpLimits.DEFAULT, Routes.none(), TWO);
                RawClient one = server.connect();
                RawClient two = server.connect()) {
            assertThat(one.get("/echo/1").answer().status()).isEqualTo(200);
            assertThat(two.get("/echo/2").answer().status()).isEqualTo(200);
            try (RawClient three = server.connect()) {
                assertThat(three.rest()).isEmpty();
            }
            assertThat(server.meters
                            .get("groundswell.http.connections.turned.away")
                            .counter()
                            .count())
                    .isEqualTo(1);
            one.close();
            await().until(() -> Meters.connections(server.meters) == 1);
            try (RawClient four = server.connect()) {
                assertThat(four.get("/echo/4").answer().status()).isEqualTo(200);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    void options_shouldBeTakenByEveryTransport(Transport transport) throws Exception {
        if (!transport.isAvailable()) {
            return;
        }
        Map<ChannelOption<?>, Object> options = Liveness.options(transport, Duration.ofSeconds(30));
        LinkedBlockingQueue<Channel> accepted = new LinkedBlockingQueue<>();
        try (EventLoops loops = EventLoops.start(transport, 1, "some")) {
            Channel listener = new ServerBootstrap()
                    .group(loops.group())
                    .channel(transport.serverChannel())
                    .childHandler(new ChannelInitializer<>() {
                        @Override
                        protected void initChannel(Channel channel) {
                            accepted.add(channel);
                        }
                    })
                    .bind("127.0.0.1", 0)
                    .syncUninterruptibly()
                    .channel();
            try (Socket _ = connect(listener)) {
                Channel channel = accepted.poll(10, TimeUnit.SECONDS);
                assertThat(channel).isNotNull();
                options.forEach((option, value) -> assertThat(set(channel, option, value))
                        .as(option.name())
                        .isEqualTo(value));
            }
        }
    }

    @SuppressWarnings("unchecked")
    private static <T> Object set(Channel channel, ChannelOption<T> option, Object value) {
        channel.config().setOption(option, (T) value);
        return channel.config().getOption(option);
    }

    private static Socket connect(Channel listener) throws IOException {
        return new Socket(InetAddress.getLoopbackAddress(), ((InetSocketAddress) listener.localAddress()).getPort());
    }

    @Test
    void new_shouldSayWhatIsExpected() {
        assertThatThrownBy(() -> new Peers(0, false, Duration.ofSeconds(30)))
                .hasMessage("maxConnections: 0 (expected: 1 or more)");
        assertThatThrownBy(() -> new Peers(1, false, Duration.ofMillis(999)))
                .hasMessage("lostAfter: 999 ms (expected: 1000 or more)");
    }
}

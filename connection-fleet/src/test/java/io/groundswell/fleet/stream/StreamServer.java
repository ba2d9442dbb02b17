package io.groundswell.fleet.stream;

import io.groundswell.access.Tickets;
import io.groundswell.access.TokenConfig;
import io.groundswell.access.Tokens;
import io.groundswell.event.Batch;
import io.groundswell.event.CountedState;
import io.groundswell.event.DurableEvent;
import io.groundswell.event.DurableEvents;
import io.groundswell.event.Topic;
import io.groundswell.event.TopicUpdate;
import io.groundswell.fleet.hub.DeliveryObserver;
import io.groundswell.fleet.hub.Ending;
import io.groundswell.fleet.hub.Hub;
import io.groundswell.fleet.hub.HubConfig;
import io.groundswell.fleet.hub.HubMetrics;
import io.groundswell.fleet.hub.HubParts;
import io.groundswell.fleet.hub.Pasts;
import io.groundswell.fleet.hub.Resumption;
import io.groundswell.fleet.hub.Retries;
import io.groundswell.fleet.hub.Term;
import io.groundswell.fleet.ticket.StreamCredentials;
import io.groundswell.http.Cors;
import io.groundswell.http.EventLoops;
import io.groundswell.http.Exchange;
import io.groundswell.http.HttpLimits;
import io.groundswell.http.HttpServer;
import io.groundswell.http.HttpServerConfig;
import io.groundswell.http.Routes;
import io.groundswell.http.Transport;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;

/** A hub behind a real listener, with streams that guests may open, on sockets of this machine. */
final class StreamServer implements AutoCloseable {
    static final TokenConfig TOKENS = TokenConfig.ofSecret("t".repeat(32), true);

    private static final Topic TOPIC = Topic.video("42");
    private static final HubConfig CONFIG =
            HubConfig.of(8 << 20, Duration.ofMinutes(1), Duration.ofSeconds(1), 1 << 20, Duration.ZERO);
    private static final int RECEIVE_BUFFER = 64 << 10;
    private static final int PATIENCE_MILLIS = 10_000;

    /** The node's side of each stream, in the order in which they were let in. */
    final BlockingQueue<Channel> streams = new LinkedBlockingQueue<>();

    final Hub hub;
    private final EventLoops loops = EventLoops.start(Transport.best(), 1, "test");
    private final HttpServer server;

    /** @param term of every stream, as far as the node is concerned */
    StreamServer(Term term) {
        SseFrames frames = new SseFrames("local", "node-1", CONFIG.heartbeat().toMillis());
        hub = hub(frames);
        InstantSource clock = InstantSource.system();
        Tickets tickets = new Tickets(List.of("i".repeat(32)), clock);
        StreamAccess access = new StreamAccess(
                new StreamCredentials(new Tokens(TOKENS, clock), tickets),
                new StreamRefusal(Cors.NONE, frames, _ -> {}),
                clock);
        StreamEndpoint endpoint = new StreamEndpoint(hub, access, Cors.NONE, new OpenDoor(term));
        server = HttpServer.start(
                new HttpServerConfig("127.0.0.1", 0, HttpLimits.DEFAULT, Cors.NONE, "test"),
                Routes.builder()
                        .get("/v1/stream", "text/event-stream", endpoint)
                        .build(),
                loops);
    }

    private Hub hub(SseFrames frames) {
        List<EventLoop> eventLoops = new ArrayList<>();
        loops.group().forEach(executor -> eventLoops.add((EventLoop) executor));
        return Hub.start(new HubParts(
                CONFIG,
                "epoch",
                frames,
                eventLoops,
                (opened, topic, _) -> opened.baseline(topic, CountedState.EMPTY),
                new Resumption(Duration.ZERO, Duration.ofHours(1), Pasts.NONE),
                new NoMetrics(),
                NoObserver::new,
                InstantSource.system(),
                Retries.spreadOver(0, new Random(1))));
    }

    Socket connect() throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(RECEIVE_BUFFER);
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()));
        return socket;
    }

    /**
     * Asks for a stream.
     *
     * @param headers each with its line's end
     */
    static BufferedReader open(Socket socket, String headers) throws IOException {
        String request = "GET /v1/stream?topic=" + TOPIC + " HTTP/1.1\r\nHost: test\r\n" + headers + "\r\n";
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
    }

    /** All lines of a stream that the node ends. */
    List<String> whole(String headers) throws IOException {
        try (Socket socket = connect()) {
            return open(socket, headers).lines().toList();
        }
    }

    void deliver(Collection<DurableEvent> events) throws Exception {
        CompletableFuture<Void> done = new CompletableFuture<>();
        TopicUpdate update = TopicUpdate.durable(DurableEvents.of(events));
        if (!hub.deliver(Batch.of(TOPIC, update), 1, () -> done.complete(null))) {
            throw new IllegalStateException("deliver: refused (expected: taken)");
        }
        done.get();
    }

    @Override
    public void close() {
        server.close();
        loops.close();
        hub.close();
    }

    private final class OpenDoor implements Doorkeeper {
        private final Term term;

        private OpenDoor(Term term) {
            this.term = term;
        }

        @Override
        public Optional<Channel> letIn(Exchange exchange) {
            Channel channel = exchange.takeOver();
            streams.add(channel);
            return Optional.of(channel);
        }

        @Override
        public Term term() {
            return term;
        }
    }

    private record NoMetrics() implements HubMetrics {
        @Override
        public void ended(Ending ending) {}

        @Override
        public void appended(int frames) {}

        @Override
        public void gapTold(int viewers) {}

        @Override
        public void leftOut(int values) {}

        @Override
        public void overflowed() {}

        @Override
        public void pinned(long bytes) {}
    }

    private record NoObserver() implements DeliveryObserver {
        @Override
        public int wanted() {
            return 0;
        }

        @Override
        public void written(long[] acceptedAt) {}
    }
}

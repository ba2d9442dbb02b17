package io.groundswell.benchmarks.dispatch;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * DynamoDB and nodes that answer after a while and count what comes, on one event loop; in a process of its own it is spoken with
 * over its standard input and output. The loop owns all that is counted; other threads ask it.
 */
public final class StandIns implements AutoCloseable {
    private static final int MOST_BODY = 2 << 20;

    private final EventLoopGroup loop = Epoll.isAvailable()
            ? new MultiThreadIoEventLoopGroup(1, EpollIoHandler.newFactory())
            : new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final long latencyMillis;
    private final Marks recorded = new Marks();
    private final List<Marks> delivered = new ArrayList<>();
    private final long[] lastArrival;
    private final int port;
    private int hanging;

    /**
     * @param latencyMillis of every answer
     * @param marks how many events may come
     */
    public StandIns(long latencyMillis, int nodes, int marks) throws InterruptedException {
        this.latencyMillis = latencyMillis;
        this.lastArrival = new long[marks];
        List<Integer> ports = new ArrayList<>();
        for (int node = 0; node < nodes; node++) {
            delivered.add(new Marks());
            ports.add(listen(new NodeStandIn(this, node)));
        }
        this.port = listen(new DynamoStandIn(this, new Rows(ports)));
    }

    /** @param arguments latency in milliseconds, number of nodes, number of marks that may come */
    public static void main(String[] arguments) throws IOException, InterruptedException, ExecutionException {
        StandIns standIns = new StandIns(
                Long.parseLong(arguments[0]), Integer.parseInt(arguments[1]), Integer.parseInt(arguments[2]));
        System.out.println(standIns.port);
        BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = commands.readLine(); line != null; line = commands.readLine()) {
            String command = line;
            System.out.println(standIns.ask(command));
        }
        System.exit(0);
    }

    /** Where SQS and DynamoDB are. */
    public String endpoint() {
        return "http://127.0.0.1:" + port;
    }

    /**
     * @param command {@code hang NODES}, {@code clear}, {@code arrivals EVENTS}, or {@code counts}: of what was recorded and of
     *     what was delivered, over all nodes
     */
    public String ask(String command) throws InterruptedException, ExecutionException {
        return loop.submit(() -> obey(command)).get();
    }

    @Override
    public void close() {
        var _ = loop.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    }

    private int listen(io.netty.channel.ChannelHandler handler) throws InterruptedException {
        Channel server = new ServerBootstrap()
                .group(loop)
                .channel(Epoll.isAvailable() ? EpollServerSocketChannel.class : NioServerSocketChannel.class)
                .childHandler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channel.pipeline().addLast(new HttpServerCodec(), new HttpObjectAggregator(MOST_BODY), handler);
                    }
                })
                .bind(InetAddress.getLoopbackAddress(), 0)
                .sync()
                .channel();
        return ((InetSocketAddress) server.localAddress()).getPort();
    }

    /** On the loop. */
    private String obey(String command) {
        String[] words = command.split(" ", -1);
        return switch (words[0]) {
            case "hang" -> {
                hanging = Integer.parseInt(words[1]);
                yield "ok";
            }
            case "clear" -> {
                recorded.clear();
                delivered.forEach(Marks::clear);
                Arrays.fill(lastArrival, 0);
                yield "ok";
            }
            case "counts" ->
                recorded.count() + " "
                        + delivered.stream().mapToLong(Marks::count).sum();
            case "arrivals" ->
                Arrays.stream(lastArrival)
                        .limit(Long.parseLong(words[1]))
                        .mapToObj(Long::toString)
                        .collect(Collectors.joining(" "));
            default -> throw new IllegalArgumentException("command: " + command + " (expected: one of four)");
        };
    }

    long latencyMillis() {
        return latencyMillis;
    }

    Marks recorded() {
        return recorded;
    }

    boolean hangs(int node) {
        return node < hanging;
    }

    void arrived(int node, int mark) {
        delivered.get(node).add(mark);
        lastArrival[mark] = System.nanoTime();
    }
}

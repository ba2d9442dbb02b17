package io.groundswell.benchmarks;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The machine's yardstick: fans ready frames out with the rolling sweep of a node and nothing else, neither ids, access,
 * resume, limits nor metrics. Arguments: the port for viewers, the port for events. Each event loop owns its viewers.
 */
final class BareServer {
    private static final int LOOPS = 2;
    private static final byte[] OPENING =
            ("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n"
                            + BareSink.chunk("event: open\ndata: {}\n\n"))
                    .getBytes(StandardCharsets.US_ASCII);

    private final Map<EventLoop, BareSweep> sweeps = new HashMap<>();
    private final List<BareSweep> all = new ArrayList<>();

    public static void main(String[] arguments) throws IOException, InterruptedException {
        new BareServer().run(Integer.parseInt(arguments[0]), Integer.parseInt(arguments[1]));
    }

    private void run(int streamPort, int eventPort) throws IOException, InterruptedException {
        MultiThreadIoEventLoopGroup group = new MultiThreadIoEventLoopGroup(LOOPS, EpollIoHandler.newFactory());
        group.forEach(executor -> {
            BareSweep sweep = new BareSweep((EventLoop) executor);
            sweeps.put((EventLoop) executor, sweep);
            all.add(sweep);
        });
        new ServerBootstrap()
                .group(group)
                .channel(EpollServerSocketChannel.class)
                .option(ChannelOption.SO_BACKLOG, 4_096)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childHandler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channel.pipeline().addLast(new Accept());
                    }
                })
                .bind("127.0.0.1", streamPort)
                .sync();
        try {
            takeEvents(eventPort);
        } catch (EOFException _) {
            var _ = group.shutdownGracefully();
        }
    }

    /** Until the connection that brings them ends, which is an exception. */
    private void takeEvents(int port) throws IOException {
        try (ServerSocket listener = new ServerSocket(port, 1, InetAddress.getLoopbackAddress());
                Socket socket = listener.accept();
                DataInputStream in = new DataInputStream(new BufferedInputStream(socket.getInputStream()))) {
            while (true) {
                int topic = in.readInt();
                byte[] frames = new byte[in.readInt()];
                in.readFully(frames);
                all.forEach(sweep -> sweep.loop().execute(() -> sweep.take(topic, frames)));
            }
        }
    }

    /** Turns a request, which comes in one segment, into a viewer. */
    private final class Accept extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext ctx, Object message) {
            ByteBuf in = (ByteBuf) message;
            String request = in.toString(StandardCharsets.US_ASCII);
            in.release();
            int start = request.indexOf("topic=video:") + "topic=video:".length();
            int topic = Integer.parseInt(request.substring(start, request.indexOf(' ', start)));
            var _ = ctx.writeAndFlush(Unpooled.wrappedBuffer(OPENING), ctx.voidPromise());
            BareSweep sweep = sweeps.get(ctx.channel().eventLoop());
            if (sweep != null) {
                sweep.join(topic, ctx.channel());
            }
        }
    }
}

package io.groundswell.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;

/** A viewer of the first topic that takes its stream byte by byte. Owner: who opened it, then who reads it. */
final class SlowClient implements AutoCloseable {
    private static final int RECEIVE_BUFFER = 4 << 10;
    private static final int LONGEST_WAIT_MILLIS = 10_000;
    private static final int MOST_HEAD = 4_096;
    private static final String OPEN = "HTTP/1.1 200 ";

    private final SocketChannel channel;
    private final ByteBuffer one = ByteBuffer.allocate(1);
    private final AtomicLong read = new AtomicLong();
    private volatile boolean ended;

    private SlowClient(SocketChannel channel) {
        this.channel = channel;
    }

    /**
     * Connects and reads the answer's head at once, so that it surely is a viewer.
     *
     * @param from the address that it comes from
     */
    static SlowClient open(String from, int port) throws IOException {
        SocketChannel channel = SocketChannel.open();
        try {
            channel.setOption(StandardSocketOptions.SO_RCVBUF, RECEIVE_BUFFER);
            channel.bind(new InetSocketAddress(InetAddress.ofLiteral(from), 0));
            channel.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            ask(channel);
            channel.configureBlocking(false);
            return new SlowClient(channel);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private static void ask(SocketChannel channel) throws IOException {
        channel.socket().setSoTimeout(LONGEST_WAIT_MILLIS);
        channel.socket().getOutputStream().write(Client.request(0, "").getBytes(StandardCharsets.US_ASCII));
        InputStream in = channel.socket().getInputStream();
        StringBuilder head = new StringBuilder();
        while (head.length() < MOST_HEAD && head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                break;
            }
            head.append((char) next);
        }
        if (!head.toString().startsWith(OPEN)) {
            throw new IOException(
                    "slow reader: " + head.toString().lines().findFirst().orElse("no answer") + " (expected: 200)");
        }
    }

    /** Takes one byte, where there is one. */
    void readOne() {
        if (ended) {
            return;
        }
        try {
            int count = channel.read(one.clear());
            ended = count < 0;
            read.addAndGet(Math.max(0, count));
        } catch (IOException _) {
            ended = true;
        }
    }

    InetSocketAddress address() throws IOException {
        return (InetSocketAddress) channel.getLocalAddress();
    }

    /** How many bytes it has taken, without the answer's head. */
    long read() {
        return read.get();
    }

    /** Whether it has seen the end of its stream. */
    boolean hasEnded() {
        return ended;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}

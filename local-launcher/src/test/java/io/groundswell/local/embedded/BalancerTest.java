package io.groundswell.local.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.groundswell.event.Topic;
import io.groundswell.registry.Missed;
import io.groundswell.registry.Node;
import io.groundswell.registry.NodeDirectory;
import io.groundswell.registry.RegistryException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BalancerTest {
    private static final long NOW = 1_000_000;
    private static final int PLENTY = 64 * 1024 * 1024;

    private final List<AutoCloseable> opened = new ArrayList<>();
    private final Rows rows = new Rows();
    private final LiveNodes live = new LiveNodes(rows, InstantSource.fixed(Instant.ofEpochMilli(NOW)));
    private @Nullable Balancer balancer;

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable one : opened) {
            one.close();
        }
        if (balancer != null) {
            balancer.close();
        }
    }

    @Test
    void connect_shouldMoveBytesBothWays_whenANodeLives() throws IOException {
        ServerSocket node = node("a", NOW + 1, false);
        Socket viewer = connect();
        Socket inside = accept(node);

        viewer.getOutputStream().write("hello".getBytes(StandardCharsets.UTF_8));
        assertThat(read(inside, 5)).isEqualTo("hello");
        inside.getOutputStream().write("world".getBytes(StandardCharsets.UTF_8));
        assertThat(read(viewer, 5)).isEqualTo("world");
    }

    @Test
    void connect_shouldReachEveryNode_whenThereAreMany() throws IOException {
        Set<String> reached = new HashSet<>();
        for (String name : List.of("a", "b", "c")) {
            greet(node(name, NOW + 1, false), name);
        }

        for (int i = 0; i < 40; i++) {
            reached.add(read(connect(), 1));
        }

        assertThat(reached).containsExactlyInAnyOrder("a", "b", "c");
    }

    @Test
    void connect_shouldTryAnother_whenOneRefuses() throws IOException {
        ServerSocket gone = node("gone", NOW + 1, false);
        gone.close();
        greet(node("b", NOW + 1, false), "b");

        for (int i = 0; i < 10; i++) {
            assertThat(read(connect(), 1)).isEqualTo("b");
        }
    }

    @Test
    void connect_shouldPassOverNodes_whenTheyDrainOrTheirLeaseIsOver() throws IOException {
        greet(node("d", NOW + 1, true), "d");
        greet(node("e", NOW, false), "e");
        greet(node("l", NOW + 1, false), "l");

        for (int i = 0; i < 10; i++) {
            assertThat(read(connect(), 1)).isEqualTo("l");
        }
    }

    @Test
    void connect_shouldCloseAtOnce_whenNoNodeLives() throws IOException {
        assertThat(connect().getInputStream().read()).isEqualTo(-1);
    }

    @Test
    void connect_shouldUseTheLastKnownNodes_whenTheRegistryCannotBeRead() throws IOException {
        greet(node("a", NOW + 1, false), "a");
        assertThat(read(connect(), 1)).isEqualTo("a");

        rows.unreadable = true;

        assertThat(read(connect(), 1)).isEqualTo("a");
    }

    @Test
    void close_shouldReachTheOtherSide_whenTheNodeCloses() throws IOException {
        ServerSocket node = node("a", NOW + 1, false);
        Socket viewer = connect();
        Socket inside = accept(node);
        inside.getOutputStream().write("bye".getBytes(StandardCharsets.UTF_8));

        inside.close();

        assertThat(new String(viewer.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .isEqualTo("bye");
    }

    @Test
    void close_shouldReachTheNode_whenTheViewerResets() throws IOException {
        ServerSocket node = node("a", NOW + 1, false);
        Socket viewer = connect();
        Socket inside = accept(node);

        viewer.setSoLinger(true, 0);
        viewer.close();

        assertThat(endOf(inside)).isTrue();
    }

    @Test
    void halfClose_shouldLeaveTheOtherDirectionOpen_whenTheViewerEndsItsOutput() throws IOException {
        ServerSocket node = node("a", NOW + 1, false);
        Socket viewer = connect();
        Socket inside = accept(node);
        viewer.getOutputStream().write("request".getBytes(StandardCharsets.UTF_8));
        viewer.shutdownOutput();

        assertThat(new String(inside.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .isEqualTo("request");
        inside.getOutputStream().write("answer".getBytes(StandardCharsets.UTF_8));
        inside.shutdownOutput();

        assertThat(new String(viewer.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .isEqualTo("answer");
    }

    @Test
    void write_shouldStall_whenTheViewerDoesNotRead() throws IOException {
        ServerSocket node = node("a", NOW + 1, false);
        Socket viewer = connect();
        stallsAndLosesNothing(accept(node), viewer);
    }

    @Test
    void write_shouldStall_whenTheNodeDoesNotRead() throws IOException {
        ServerSocket node = node("a", NOW + 1, false);
        Socket viewer = connect();
        stallsAndLosesNothing(viewer, accept(node));
    }

    /** The writer gets stuck with far less than everything taken; when the reader wakes up it gets all of it. */
    private void stallsAndLosesNothing(Socket from, Socket to) throws IOException {
        AtomicLong written = new AtomicLong();
        Thread writer = Thread.startVirtualThread(() -> {
            byte[] chunk = new byte[64 * 1024];
            try (OutputStream out = from.getOutputStream()) {
                while (written.get() < PLENTY) {
                    out.write(chunk);
                    written.addAndGet(chunk.length);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        AtomicLong last = new AtomicLong(-1);
        await().pollInterval(Duration.ofMillis(300))
                .until(() -> written.get() > 0 && last.getAndSet(written.get()) == written.get());
        assertThat(written).hasValueLessThan(PLENTY / 2);

        long read = 0;
        byte[] buffer = new byte[64 * 1024];
        InputStream in = to.getInputStream();
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
            read += n;
        }
        assertThat(read).isEqualTo(PLENTY);
        assertThat(writer.isAlive()).isFalse();
    }

    private Socket connect() throws IOException {
        live.refresh();
        if (balancer == null) {
            balancer = Balancer.start(0, live, new Random(7));
        }
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), balancer.port());
        socket.setSoTimeout(10_000);
        opened.add(socket);
        return socket;
    }

    private ServerSocket node(String id, long leaseUntil, boolean draining) throws IOException {
        ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        opened.add(socket);
        URI deliveries = URI.create("http://127.0.0.1:1/internal/v1/deliveries");
        rows.nodes.add(new Node(id, deliveries, "127.0.0.1:" + socket.getLocalPort(), leaseUntil, 0, draining, 1));
        return socket;
    }

    private Socket accept(ServerSocket node) throws IOException {
        Socket socket = node.accept();
        socket.setSoTimeout(10_000);
        opened.add(socket);
        return socket;
    }

    private static void greet(ServerSocket node, String name) {
        Thread.startVirtualThread(() -> {
            while (!node.isClosed()) {
                try (Socket socket = node.accept()) {
                    socket.getOutputStream().write(name.getBytes(StandardCharsets.UTF_8));
                } catch (SocketException closed) {
                    return;
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        });
    }

    private static String read(Socket socket, int bytes) throws IOException {
        return new String(socket.getInputStream().readNBytes(bytes), StandardCharsets.UTF_8);
    }

    private static boolean endOf(Socket socket) throws IOException {
        try {
            return socket.getInputStream().read() == -1;
        } catch (SocketException reset) {
            return true;
        }
    }

    private static final class Rows implements NodeDirectory {
        private final List<Node> nodes = new CopyOnWriteArrayList<>();
        private volatile boolean unreadable;

        @Override
        public List<Node> all() {
            if (unreadable) {
                throw new RegistryException("nodes", new IOException("away"));
            }
            return List.copyOf(nodes);
        }

        @Override
        public Optional<Missed> renew(Node node) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Optional<Node> find(String nodeId) {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean noteMissed(String nodeId, long since, Set<Topic> topics) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void remove(String nodeId) {
            throw new UnsupportedOperationException();
        }
    }
}

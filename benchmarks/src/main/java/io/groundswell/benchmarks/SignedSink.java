package io.groundswell.benchmarks;

import io.groundswell.access.InternalRequest;
import io.groundswell.access.InternalSignature;
import io.groundswell.event.wire.BatchCodec;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The signed internal port of a node, over one HTTP connection that is kept. It does not wait for an answer before it sends again,
 * as the dispatchers of a fleet do not wait for each other; a thread of its own looks at the answers. Owner: the publishing thread.
 */
final class SignedSink implements Publisher.Sink {
    private static final String PATH = "/internal/v1/deliveries";
    private static final String TAKEN = "HTTP/1.1 204 ";
    private static final int LONGEST_WAIT_MILLIS = 10_000;
    private static final int MOST_HEAD = 4_096;
    /** Batches without an answer. */
    private static final int MOST_UNDER_WAY = 64;

    private final Events events;
    private final InternalSignature signature;
    private final String nodeId;
    private final Socket socket;
    private final InputStream in;
    private final Semaphore room = new Semaphore(MOST_UNDER_WAY);
    private volatile @Nullable IOException failure;
    private long begun;

    SignedSink(LoadPlan plan, int port, String nodeId, String key) throws IOException {
        this.events = new Events(plan);
        this.nodeId = nodeId;
        this.signature = new InternalSignature(key, InstantSource.system());
        this.socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        this.in = new BufferedInputStream(socket.getInputStream());
        Thread.ofPlatform().daemon().name("answers of " + nodeId).start(this::readAnswers);
    }

    @Override
    public void send(long from, long to) throws IOException {
        if (begun == 0) {
            begun = System.currentTimeMillis();
        }
        awaitRoom(1);
        byte[] body = BatchCodec.encode(events.batch(from, to, begun));
        InternalSignature.Headers signed =
                signature.sign(new InternalRequest("POST", PATH, nodeId, ByteBuffer.wrap(body)));
        byte[] head = ("POST " + PATH + " HTTP/1.1\r\nHost: node\r\nContent-Type: application/json\r\nContent-Length: "
                        + body.length + "\r\n" + InternalSignature.TIMESTAMP_HEADER + ": " + signed.timestamp() + "\r\n"
                        + InternalSignature.SIGNATURE_HEADER + ": " + signed.signature() + "\r\n\r\n")
                .getBytes(StandardCharsets.ISO_8859_1);
        ByteBuffer request =
                ByteBuffer.allocate(head.length + body.length).put(head).put(body);
        socket.getOutputStream().write(request.array());
    }

    /** @throws IOException if an answer was not the expected one, or none comes */
    private void awaitRoom(int batches) throws IOException {
        try {
            boolean answered = room.tryAcquire(batches, LONGEST_WAIT_MILLIS, TimeUnit.MILLISECONDS);
            IOException failed = failure;
            if (failed != null) {
                throw failed;
            }
            if (!answered) {
                throw new IOException("deliveries: no answer (expected: one within " + LONGEST_WAIT_MILLIS + " ms)");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("deliveries: interrupted (expected: to be sent)", e);
        }
    }

    private void readAnswers() {
        try {
            for (String answer = readHead(); !answer.isEmpty(); answer = readHead()) {
                if (!answer.startsWith(TAKEN)) {
                    throw new IOException(
                            "delivery: " + answer.lines().findFirst().orElse("") + " (expected: 204)");
                }
                room.release();
            }
        } catch (IOException e) {
            failure = e;
            room.release(MOST_UNDER_WAY);
        }
    }

    private String readHead() throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.length() < MOST_HEAD && head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                break;
            }
            head.append((char) next);
        }
        return head.toString();
    }

    /** Waits for the answers to all that was sent. */
    @Override
    public void close() throws IOException {
        try {
            awaitRoom(MOST_UNDER_WAY);
        } finally {
            socket.close();
        }
    }
}

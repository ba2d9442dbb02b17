package io.groundswell.likes.fuzz;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.util.Arrays;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;

/** Has conversations with a server. Thread-safe. */
final class FuzzClient {
    private static final int LONGEST_SILENCE_MILLIS = 20_000;

    private final int port;
    private final ExecutorService writers;

    /** @param writers run what writes, while what is answered is read */
    FuzzClient(int port, ExecutorService writers) {
        this.port = port;
        this.writers = writers;
    }

    /**
     * Sends all of it and reads what comes, to the end.
     *
     * @throws AssertionError if the server neither says anything for 20 s nor closes
     */
    void have(Conversation conversation) throws Exception {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(LONGEST_SILENCE_MILLIS);
            Future<?> written = writers.submit(() -> write(socket, conversation));
            if (conversation.ending() == Conversation.Ending.RESET) {
                written.get();
                socket.setSoLinger(true, 0);
            } else {
                readToTheEnd(socket.getInputStream());
                written.get();
            }
        } catch (SocketException e) {
            // Reset by a server that did not want to read all of it.
        }
    }

    private static void readToTheEnd(InputStream in) throws IOException {
        byte[] sink = new byte[16_384];
        try {
            while (in.read(sink) >= 0) {
                // What it says is counted at the server.
            }
        } catch (SocketTimeoutException e) {
            throw new AssertionError("server: silent for 20 s (expected: an answer, or the end)", e);
        }
    }

    /** What the server no longer reads is not to be complained of. */
    private static void write(Socket socket, Conversation conversation) {
        try {
            OutputStream out = socket.getOutputStream();
            byte[] bytes = conversation.bytes();
            int step = conversation.splits() == 0 ? Math.max(1, bytes.length) : conversation.splits();
            for (int from = 0; from < bytes.length; from += step) {
                out.write(Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + step)));
            }
            if (conversation.ending() == Conversation.Ending.HALF_CLOSE) {
                socket.shutdownOutput();
            }
        } catch (IOException e) {
            // It has closed.
        }
    }
}

package io.groundswell.chaos;

import io.groundswell.event.Topic;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One request for a stream, and its answer line by line, on a blocking socket. Read by one thread; any may close it. */
final class Connection implements AutoCloseable {
    private static final int CONNECT_MILLIS = 5_000;
    /** No node is silent for longer: it pings every 15 s. */
    private static final int SILENCE_MILLIS = 60_000;

    private static final int BUFFER = 2 << 10;
    private static final int OK = 200;

    private final Socket socket = new Socket();

    /** The answer is none that an EventSource reads: it would never come back. */
    static final class RefusedException extends IOException {
        private static final long serialVersionUID = 1;

        RefusedException(String status) {
            super("status: " + status + " (expected: 200)");
        }
    }

    /** @return the lines of the stream */
    BufferedReader open(URI stream, List<Topic> topics, String lastId) throws IOException {
        socket.setSoTimeout(SILENCE_MILLIS);
        socket.connect(new InetSocketAddress(stream.getHost(), stream.getPort()), CONNECT_MILLIS);
        socket.getOutputStream().write(request(stream, topics, lastId).getBytes(StandardCharsets.US_ASCII));
        InputStream in = new BufferedInputStream(socket.getInputStream(), BUFFER);
        requireStream(in);
        return new BufferedReader(new InputStreamReader(new ChunkedBody(in), StandardCharsets.UTF_8), BUFFER);
    }

    private static String request(URI stream, List<Topic> topics, String lastId) {
        String query = topics.stream().map(topic -> "topic=" + topic).collect(Collectors.joining("&"));
        return "GET /v1/stream?" + query + " HTTP/1.1\r\nHost: " + stream.getAuthority()
                + "\r\nAccept: text/event-stream\r\nCache-Control: no-cache\r\n"
                + (lastId.isEmpty() ? "" : "Last-Event-ID: " + lastId + "\r\n") + "\r\n";
    }

    private static void requireStream(InputStream in) throws IOException {
        String status = ChunkedBody.line(in);
        @Nullable String header = null;
        while (header == null || !header.isEmpty()) {
            header = ChunkedBody.line(in);
        }
        if (Integer.parseInt(status.split(" ", -1)[1]) != OK) {
            throw new RefusedException(status);
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package io.groundswell.http;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A client that sends exactly the bytes it is told, and shows what comes back. Used by one thread. */
final class RawClient implements AutoCloseable {
    private static final int LONGEST_WAIT_MILLIS = 10_000;

    private final Socket socket;
    private final InputStream in;

    record Answer(int status, List<String> headers, String body) {
        Optional<String> header(String name) {
            String prefix = name + ": ";
            return headers.stream()
                    .filter(line -> line.regionMatches(true, 0, prefix, 0, prefix.length()))
                    .map(line -> line.substring(prefix.length()))
                    .findFirst();
        }
    }

    RawClient(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(LONGEST_WAIT_MILLIS);
        in = new BufferedInputStream(socket.getInputStream());
    }

    RawClient send(String text) throws IOException {
        return send(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    RawClient send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        return this;
    }

    /** A GET of that path; header lines each end with CR LF. */
    RawClient get(String path, String headerLines) throws IOException {
        return send("GET " + path + " HTTP/1.1\r\nHost: test\r\n" + headerLines + "\r\n");
    }

    RawClient get(String path) throws IOException {
        return get(path, "");
    }

    RawClient post(String path, String body) throws IOException {
        return send("POST " + path + " HTTP/1.1\r\nHost: test\r\nContent-Length: " + body.length() + "\r\n\r\n" + body);
    }

    /** Sends one byte after the other, the next whenever nothing has come back for a moment. */
    Answer drip(String text) throws IOException {
        socket.setSoTimeout(20);
        for (byte b : text.getBytes(StandardCharsets.ISO_8859_1)) {
            socket.getOutputStream().write(b);
            if (somethingCame()) {
                break;
            }
        }
        socket.setSoTimeout(LONGEST_WAIT_MILLIS);
        return answer();
    }

    private boolean somethingCame() throws IOException {
        try {
            in.mark(1);
            in.read();
            in.reset();
            return true;
        } catch (SocketTimeoutException e) {
            return false;
        }
    }

    /** No more will be sent; answers can still come. */
    RawClient end() throws IOException {
        socket.shutdownOutput();
        return this;
    }

    /** The next answer whole, to a request that was not HEAD. */
    Answer answer() throws IOException {
        Answer head = head();
        int length = head.header("Content-Length").map(Integer::parseInt).orElse(0);
        return new Answer(head.status(), head.headers(), new String(in.readNBytes(length), StandardCharsets.UTF_8));
    }

    /** The next answer without its body. */
    Answer head() throws IOException {
        String statusLine = line();
        List<String> headers = new ArrayList<>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            headers.add(line);
        }
        if (!statusLine.startsWith("HTTP/1.1 ")) {
            throw new IOException("status line: " + statusLine + " (expected: HTTP/1.1)");
        }
        return new Answer(Integer.parseInt(statusLine.substring(9, 12)), headers, "");
    }

    /** What comes until the server closes; fails where it resets. */
    String rest() throws IOException {
        return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }

    byte[] read(int bytes) throws IOException {
        return in.readNBytes(bytes);
    }

    /** Closes with a reset, as a killed process does. */
    void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                throw new IOException("answer: ended after \"" + line + "\" (expected: a whole line)");
            }
            line.write(b);
        }
        String text = line.toString(StandardCharsets.ISO_8859_1);
        return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
    }
}

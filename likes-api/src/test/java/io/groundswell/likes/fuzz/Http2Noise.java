package io.groundswell.likes.fuzz;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Conversations in something like HTTP/2: whole requests as frames, and among them frames of any kind. */
final class Http2Noise {
    private static final String PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";
    private static final int MOST_REQUESTS = 40;
    private static final int DATA = 0;
    private static final int HEADERS = 1;
    private static final int RESET = 3;
    private static final int SETTINGS = 4;
    private static final int PING = 6;
    private static final int WINDOW = 8;
    private static final int END_STREAM = 1;
    private static final int END_HEADERS = 4;

    private final Noise noise;
    private final Bodies bodies;
    private int stream;

    Http2Noise(Noise noise) {
        this.noise = noise;
        this.bodies = new Bodies(noise);
    }

    Conversation next() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(PREFACE.getBytes(StandardCharsets.ISO_8859_1));
        frame(bytes, SETTINGS, 0, 0, new byte[0]);
        int requests = 1 + noise.below(MOST_REQUESTS);
        stream = 1;
        for (int i = 0; i < requests; i++) {
            request(bytes);
            if (noise.oneIn(100)) {
                anything(bytes);
            }
            stream += 2;
        }
        byte[] all = bytes.toByteArray();
        if (noise.oneIn(10)) {
            all = noise.mutate(all);
        }
        boolean cut = noise.oneIn(10);
        return new Conversation(
                cut ? Arrays.copyOf(all, noise.below(all.length + 1)) : all,
                requests,
                noise.oneIn(20) ? 1 + noise.below(200) : 0,
                noise.oneIn(40)
                        ? Conversation.Ending.SILENCE
                        : noise.oneIn(20) ? Conversation.Ending.RESET : Conversation.Ending.HALF_CLOSE);
    }

    private void request(ByteArrayOutputStream bytes) {
        String body = noise.oneIn(2) ? bodies.next() : "";
        byte[] data = body.getBytes(StandardCharsets.ISO_8859_1);
        int ends = data.length == 0 ? END_STREAM : 0;
        frame(bytes, HEADERS, ends | END_HEADERS, stream, head(data.length));
        int from = 0;
        while (from < data.length) {
            int length = Math.min(1 + noise.below(noise.oneIn(4) ? 5 : 8_000), data.length - from);
            byte[] part = Arrays.copyOfRange(data, from, from + length);
            from += length;
            frame(bytes, DATA, from == data.length && !noise.oneIn(40) ? END_STREAM : 0, stream, part);
        }
        if (noise.oneIn(50)) {
            frame(bytes, RESET, 0, stream, new byte[] {0, 0, 0, 8});
        }
    }

    private byte[] head(int length) {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        String method =
                noise.oneIn(20) ? noise.oneOf("", "G T", "CONNECT", "get") : noise.oneOf("GET", "POST", "POST", "HEAD");
        field(head, ":method", method);
        field(head, ":scheme", noise.oneIn(30) ? noise.text(4) : "http");
        if (!noise.oneIn(40)) {
            field(
                    head,
                    ":path",
                    noise.oneOf(
                            "/v1/videos/42/likes",
                            "/v1/videos/42/likes",
                            "/v1/videos/42/comments",
                            "/v1/videos/42",
                            "/v1/videos/%zz",
                            "/openapi.yaml",
                            "*",
                            "",
                            "/" + noise.text(20),
                            "/" + "p".repeat(5_000)));
        }
        field(head, ":authority", "x");
        if (noise.oneIn(3)) {
            field(head, "content-length", Integer.toString(noise.oneIn(10) ? noise.below(99) : length));
        }
        if (noise.oneIn(20)) {
            field(
                    head,
                    noise.oneOf("connection", "te", "transfer-encoding", ":odd", "UPPER", "", "cookie", noise.text(9)),
                    noise.bytes(30));
        }
        if (noise.oneIn(40)) {
            field(head, "x-long", "x".repeat(noise.below(30_000)));
        }
        return head.toByteArray();
    }

    private void anything(ByteArrayOutputStream bytes) {
        switch (noise.below(6)) {
            case 0 -> frame(bytes, PING, 0, 0, new byte[noise.oneIn(2) ? 8 : noise.below(10)]);
            case 1 ->
                frame(bytes, WINDOW, 0, noise.oneIn(2) ? 0 : stream, new byte[] {(byte) noise.below(128), 0, 0, 0});
            case 2 ->
                frame(bytes, SETTINGS, 0, 0, new byte[] {0, (byte) noise.below(8), 0, 0, 0, (byte) noise.below(256)});
            case 3 -> frame(bytes, DATA, 0, noise.below(9), new byte[noise.below(20)]);
            default ->
                frame(
                        bytes,
                        noise.below(12),
                        noise.below(256),
                        noise.below(99),
                        noise.bytes(60).getBytes(StandardCharsets.ISO_8859_1));
        }
    }

    /** A literal without indexing and without Huffman's code (RFC 7541, 6.2.2). */
    private static void field(ByteArrayOutputStream head, String name, String value) {
        head.write(0);
        string(head, name);
        string(head, value);
    }

    private static void string(ByteArrayOutputStream head, String text) {
        int rest = text.length();
        if (rest < 127) {
            head.write(rest);
        } else {
            head.write(127);
            rest -= 127;
            while (rest >= 128) {
                head.write(rest % 128 + 128);
                rest /= 128;
            }
            head.write(rest);
        }
        head.writeBytes(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static void frame(ByteArrayOutputStream bytes, int type, int flags, int stream, byte[] payload) {
        bytes.writeBytes(new byte[] {
            (byte) (payload.length >> 16),
            (byte) (payload.length >> 8),
            (byte) payload.length,
            (byte) type,
            (byte) flags,
            (byte) (stream >> 24),
            (byte) (stream >> 16),
            (byte) (stream >> 8),
            (byte) stream
        });
        bytes.writeBytes(payload);
    }
}

package io.groundswell.likes.fuzz;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Conversations in something like HTTP/1.1: many requests behind each other, the last ones mostly broken. */
final class Http1Noise {
    private static final int MOST_REQUESTS = 60;

    private final Noise noise;
    private final Bodies bodies;
    private final String token;

    Http1Noise(Noise noise, String token) {
        this.noise = noise;
        this.bodies = new Bodies(noise);
        this.token = token;
    }

    Conversation next() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int requests = 1 + noise.below(MOST_REQUESTS);
        for (int i = 1; i < requests; i++) {
            bytes.writeBytes(latin(noise.oneIn(300) ? odd() : sound()));
        }
        byte[] last = latin(odd());
        bytes.writeBytes(noise.oneIn(2) ? noise.mutate(last) : last);
        byte[] all = bytes.toByteArray();
        int lost = noise.oneIn(30) ? noise.below(all.length + 1) : noise.oneIn(4) ? noise.below(last.length + 1) : 0;
        return new Conversation(
                Arrays.copyOf(all, Math.max(0, all.length - lost)),
                requests,
                noise.oneIn(20) ? 1 + noise.below(300) : 0,
                ending());
    }

    private Conversation.Ending ending() {
        if (noise.oneIn(40)) {
            return Conversation.Ending.SILENCE;
        }
        return noise.oneIn(20) ? Conversation.Ending.RESET : Conversation.Ending.HALF_CLOSE;
    }

    /** What leaves no doubt about its end, whatever it asks for. */
    private String sound() {
        String path = "/"
                + path().replaceAll("[^!-~]", "_")
                        .replaceAll("(.{4000}).*", "$1")
                        .replaceFirst("^/", "");
        String usual = path.endsWith("s") ? "POST" : "GET";
        String method = noise.oneIn(3) ? noise.oneOf("GET", "POST", "HEAD", "OPTIONS", "DELETE", "PUT") : usual;
        String body = noise.oneIn(2) || method.equals("POST") ? bodies.next() : "";
        String head = method + " " + path + " HTTP/1.1\r\nHost: x\r\n" + soundHeaders();
        if (body.length() > 16_384) {
            body = "";
        }
        return noise.oneIn(3)
                ? head + "Transfer-Encoding: chunked\r\n\r\n" + chunked(body)
                : head + "Content-Length: " + body.length() + "\r\n\r\n" + body;
    }

    private String odd() {
        String body = bodies.next();
        return method() + " " + path() + " " + version() + lineEnd() + soundHeaders() + oddHeaders() + framing(body)
                + lineEnd() + body;
    }

    private String method() {
        return noise.oneIn(2)
                ? "POST"
                : noise.oneOf("GET", "get", "", "PRI", "CONNECT", "TRACE", "G\u0000T", noise.text(40));
    }

    private String path() {
        String id = noise.oneOf("42", "43", "a%20b", "%", "%zz", "%C3%A4", "..", "x".repeat(129), noise.text(8));
        return switch (noise.below(12)) {
            case 0, 1, 2 -> "/v1/videos/42/likes";
            case 3, 4 -> "/v1/videos/42/comments";
            case 5 -> "/v1/videos/" + id;
            case 6 -> "/v1/videos/" + id + "/likes";
            case 7 ->
                "/v1/videos/42/comments?limit=" + noise.oneOf("1", "0", "101", "-1", "x", "1&limit=2") + "&before="
                        + noise.oneOf("", "x", "01J9ZC8M3V0000000000000000.us-east-1", noise.text(20));
            case 8 -> noise.oneOf("/health/live", "/health/ready", "/openapi.yaml");
            case 9 ->
                noise.oneOf(
                        "*",
                        "http://x/v1/videos/42",
                        "//",
                        "/v1/conversations/1/messages",
                        "",
                        "/" + "p".repeat(5_000));
            case 10 -> "/" + noise.text(30);
            default -> "/" + noise.bytes(30);
        };
    }

    private String version() {
        return noise.oneIn(3)
                ? "HTTP/1.1"
                : noise.oneOf("HTTP/1.0", "HTTP/2.0", "HTTP/9.9", "HTTP/1.1 ", "http/1.1", "", noise.text(9));
    }

    private String lineEnd() {
        return noise.oneIn(10) ? noise.oneOf("\n", "\r", "\n\r", "") : "\r\n";
    }

    private String soundHeaders() {
        StringBuilder headers = new StringBuilder();
        if (noise.oneIn(2)) {
            headers.append("Authorization: ")
                    .append(noise.oneOf(
                            "Bearer " + token, "Bearer " + token + "x", "Bearer", "Basic eDp5", noise.text(40)))
                    .append("\r\n");
        }
        if (noise.oneIn(4)) {
            headers.append("Accept: ")
                    .append(noise.oneOf("*/*", "text/html", "application/json;q=0", ";;,,", noise.text(20)));
            headers.append("\r\n");
        }
        if (noise.oneIn(6)) {
            headers.append("Origin: ")
                    .append(noise.oneOf("https://page.example", "null", noise.text(20)))
                    .append("\r\n");
        }
        if (noise.oneIn(6)) {
            headers.append("Idempotency-Key: ").append(noise.text(60)).append("\r\n");
        }
        return headers.toString();
    }

    private String oddHeaders() {
        return switch (noise.below(10)) {
            case 0 -> "no colon\r\n";
            case 1 -> noise.text(20) + ": " + noise.bytes(40) + "\r\n";
            case 2 -> "X: a\r\n folded\r\n";
            case 3 -> "X-Long: " + "x".repeat(noise.below(40_000)) + "\r\n";
            case 4 -> "Expect: 100-continue\r\n";
            case 5 ->
                "Connection: " + noise.oneOf("close", "keep-alive", "Upgrade, HTTP2-Settings") + "\r\nUpgrade: h2c\r\n";
            case 6 -> "X-Forwarded-For: " + noise.text(40) + "\r\n";
            default -> "";
        };
    }

    private String framing(String body) {
        return switch (noise.below(9)) {
            case 0 -> "";
            case 1 ->
                "Content-Length: " + noise.oneOf("-1", "x", "99999999999999999999", "1, 1", " 0 ", "0x5", "") + "\r\n";
            case 2 -> "Content-Length: " + (body.length() + noise.below(50)) + "\r\n";
            case 3 -> "Content-Length: " + noise.below(body.length() + 1) + "\r\n";
            case 4 ->
                "Transfer-Encoding: " + noise.oneOf("chunked", "gzip", "gzip, chunked", "chunked, x", "\u000bchunked")
                        + "\r\n";
            case 5 -> "Transfer-Encoding: chunked\r\nContent-Length: " + body.length() + "\r\n";
            case 6 -> "Content-Length: " + body.length() + "\r\nContent-Length: " + noise.below(9) + "\r\n";
            default -> "Content-Length: " + body.length() + "\r\n";
        };
    }

    private String chunked(String body) {
        StringBuilder chunks = new StringBuilder();
        int from = 0;
        while (from < body.length()) {
            int length = Math.min(1 + noise.below(noise.oneIn(3) ? 3 : 4_000), body.length() - from);
            chunks.append(Integer.toHexString(length))
                    .append(noise.oneIn(10) ? ";a=b" : "")
                    .append("\r\n")
                    .append(body, from, from + length)
                    .append("\r\n");
            from += length;
        }
        return chunks.append("0\r\n")
                .append(noise.oneIn(10) ? "Trailer: x\r\n" : "")
                .append("\r\n")
                .toString();
    }

    private static byte[] latin(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}

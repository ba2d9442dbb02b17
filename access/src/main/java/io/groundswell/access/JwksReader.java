package io.groundswell.access;

import com.nimbusds.jose.jwk.JWKSet;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Duration;

/** Reads a set of keys from where it stands; waits for it. */
@FunctionalInterface
interface JwksReader {
    /**
     * @throws IOException if it does not answer in time, or with more than a set of keys may be
     * @throws ParseException if that is no set of keys
     */
    JWKSet read() throws IOException, ParseException, InterruptedException;

    /** @param source a file, or an http or https address; a redirect is not followed */
    static JwksReader of(URI source) {
        return "file".equals(source.getScheme()) ? () -> parse(file(Path.of(source))) : new OverHttp(source);
    }

    private static byte[] file(Path path) throws IOException {
        try (InputStream in = Files.newInputStream(path)) {
            byte[] bytes = in.readNBytes(OverHttp.MOST_BYTES + 1);
            if (bytes.length > OverHttp.MOST_BYTES) {
                throw new IOException(path + ": too long (expected: at most " + OverHttp.MOST_BYTES + " bytes)");
            }
            return bytes;
        }
    }

    private static JWKSet parse(byte[] json) throws ParseException {
        return JWKSet.parse(new String(json, StandardCharsets.UTF_8));
    }

    /** Thread-safe. */
    final class OverHttp implements JwksReader {
        private static final int MOST_BYTES = 1 << 18;
        private static final Duration CONNECT = Duration.ofSeconds(2);
        private static final Duration ANSWER = Duration.ofSeconds(5);

        private final HttpClient http = HttpClient.newBuilder()
                .connectTimeout(CONNECT)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
        private final URI source;

        private OverHttp(URI source) {
            this.source = source;
        }

        @Override
        public JWKSet read() throws IOException, ParseException, InterruptedException {
            HttpRequest request = HttpRequest.newBuilder(source)
                    .timeout(ANSWER)
                    .header("Accept", "application/jwk-set+json, application/json")
                    .build();
            HttpResponse<byte[]> answer =
                    http.send(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), MOST_BYTES));
            if (answer.statusCode() != 200) {
                throw new IOException(source + ": status " + answer.statusCode() + " (expected: 200)");
            }
            return parse(answer.body());
        }
    }
}

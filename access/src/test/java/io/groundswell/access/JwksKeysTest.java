package io.groundswell.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.JWTClaimsSet;
import com.sun.net.httpserver.HttpServer;
import io.groundswell.access.AccessDeniedException.Reason;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JwksKeysTest {
    private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
    private static final ECKey ONE = Keys.ec("one");
    private static final ECKey TWO = Keys.ec("two");

    private final VirtualLater later = new VirtualLater();
    private List<JWK> published = List.of(ONE);
    private boolean down;
    private int readings;
    private final JwksKeys keys = JwksKeys.start(this::read, later, () -> later.now);
    private final Tokens tokens = new Tokens(
            new TokenConfig(
                    List.of(),
                    Optional.of(URI.create("https://id.example/jwks")),
                    Optional.empty(),
                    Optional.empty(),
                    false),
            InstantSource.fixed(NOW),
            keys);

    private JWKSet read() throws IOException {
        readings++;
        if (down) {
            throw new IOException("down");
        }
        return new JWKSet(published).toPublicJWKSet();
    }

    private static String token(ECKey key) {
        return Keys.sign(
                key,
                JWSAlgorithm.ES256,
                new JWTClaimsSet.Builder()
                        .subject("ann")
                        .expirationTime(Date.from(NOW.plusSeconds(60)))
                        .build());
    }

    private boolean isTaken(ECKey key) {
        return tokens.authenticate(Optional.of("Bearer " + token(key))).member().equals("ann");
    }

    private Reason refusal(ECKey key) {
        return catchThrowableOfType(AccessDeniedException.class, () -> isTaken(key))
                .reason();
    }

    @Test
    void authenticate_shouldAskForAKeyThatIsNotKnown_once() {
        published = List.of(ONE, TWO);

        assertThat(refusal(TWO)).isEqualTo(Reason.KEY_NOT_KNOWN_YET);
        assertThat(refusal(TWO)).isEqualTo(Reason.KEY_NOT_KNOWN_YET);
        assertThat(readings).isOne();
        later.pass(JwksKeys.LEAST_BETWEEN);
        assertThat(readings).isEqualTo(2);
        assertThat(isTaken(TWO)).isTrue();
        assertThat(isTaken(ONE)).isTrue();
    }

    @Test
    void authenticate_shouldRefuseAndAskNoMore_whenTheSetHasNoSuchKey() {
        assertThat(refusal(TWO)).isEqualTo(Reason.KEY_NOT_KNOWN_YET);
        later.pass(JwksKeys.LEAST_BETWEEN);

        assertThat(refusal(TWO)).isEqualTo(Reason.INVALID_TOKEN);
        later.pass(JwksKeys.LEAST_BETWEEN);
        assertThat(readings).isEqualTo(2);
    }

    @Test
    void mayCome_shouldReadAtMostEvery10Seconds_whenATokenIsInventedEachSecond() {
        for (int second = 0; second < 100; second++) {
            assertThat(keys.mayCome("invented-" + second)).isTrue();
            later.pass(Duration.ofSeconds(1));
        }

        assertThat(readings).isLessThanOrEqualTo(11);
    }

    @Test
    void authenticate_shouldRefuseWhatWasTakenBefore_whenItsKeyWasRemovedFromTheSet() {
        assertThat(isTaken(ONE)).isTrue();
        published = List.of(TWO);
        later.pass(JwksKeys.EVERY);

        assertThat(isTaken(TWO)).isTrue();
        assertThat(refusal(ONE)).isEqualTo(Reason.KEY_NOT_KNOWN_YET);
        later.pass(JwksKeys.LEAST_BETWEEN);
        assertThat(refusal(ONE)).isEqualTo(Reason.INVALID_TOKEN);
    }

    @Test
    void authenticate_shouldRefuseWhatWasTakenBefore_whenAnotherKeyHasTheName() {
        assertThat(isTaken(ONE)).isTrue();
        published = List.of(Keys.ec("one"));
        later.pass(JwksKeys.EVERY);

        assertThat(refusal(ONE)).isEqualTo(Reason.INVALID_TOKEN);
    }

    @Test
    void current_shouldKeepTheSameKeys_whenTheSetIsTheSame() {
        List<VerificationKey> before = keys.current();
        later.pass(JwksKeys.EVERY);

        assertThat(readings).isEqualTo(2);
        assertThat(keys.current()).isEqualTo(before);
    }

    @Test
    void authenticate_shouldGoOnWithTheLastKeys_whileTheSetCannotBeRead() {
        down = true;
        later.pass(JwksKeys.EVERY.plus(Duration.ofHours(2)));

        assertThat(readings).isGreaterThan(100);
        assertThat(isTaken(ONE)).isTrue();
        assertThat(refusal(TWO)).isEqualTo(Reason.KEY_NOT_KNOWN_YET);
        down = false;
        published = List.of(ONE, TWO);
        later.pass(JwksKeys.LEAST_BETWEEN);
        assertThat(isTaken(TWO)).isTrue();
    }

    @Test
    void current_shouldStay_whenTheSetHasNothingThatCanBeUsed() {
        published = List.of();
        later.pass(JwksKeys.EVERY);

        assertThat(isTaken(ONE)).isTrue();
    }

    @Test
    void start_shouldGoOnWithoutKeysAndTryAgain_whenTheSetCannotBeRead() {
        down = true;
        JwksKeys late = JwksKeys.start(this::read, later, () -> later.now);
        assertThat(late.current()).isEmpty();
        assertThat(late.mayCome("one")).isTrue();
        down = false;
        later.pass(JwksKeys.LEAST_BETWEEN);

        assertThat(late.current()).hasSize(1);
    }

    @Test
    void of_shouldReadAFile(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(
                folder.resolve("keys.json"), new JWKSet(ONE).toPublicJWKSet().toString());

        assertThat(JwksReader.of(file.toUri()).read().getKeys()).containsExactly(ONE.toPublicJWK());
        Files.writeString(file, " ".repeat(1 << 19));
        assertThatThrownBy(() -> JwksReader.of(file.toUri()).read()).isInstanceOf(IOException.class);
    }

    @Test
    void of_shouldReadAnAddress_andRefuseWhatIsNoSet() throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        answer(server, "/jwks", 200, new JWKSet(ONE).toPublicJWKSet().toString());
        answer(server, "/missing", 404, "{}");
        answer(server, "/long", 200, " ".repeat(1 << 19));
        server.start();
        try {
            URI base = URI.create("http://127.0.0.1:" + server.getAddress().getPort());

            assertThat(JwksReader.of(base.resolve("/jwks")).read().getKeys()).containsExactly(ONE.toPublicJWK());
            assertThatThrownBy(() -> JwksReader.of(base.resolve("/missing")).read())
                    .hasMessage(base + "/missing: status 404 (expected: 200)");
            assertThatThrownBy(() -> JwksReader.of(base.resolve("/long")).read())
                    .isInstanceOf(IOException.class);
        } finally {
            server.stop(0);
        }
    }

    private static void answer(HttpServer server, String path, int status, String body) {
        server.createContext(path, exchange -> {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
    }

    /** Time that passes when the test says so. */
    private static final class VirtualLater implements Later {
        private record Task(long at, Runnable work) {}

        private final List<Task> tasks = new ArrayList<>();
        private long now;

        @Override
        public void in(Duration delay, Runnable task) {
            tasks.add(new Task(now + delay.toNanos(), task));
        }

        void pass(Duration time) {
            long end = now + time.toNanos();
            while (true) {
                Optional<Task> next =
                        tasks.stream().filter(task -> task.at <= end).min(Comparator.comparingLong(Task::at));
                if (next.isEmpty()) {
                    now = end;
                    return;
                }
                now = next.get().at;
                tasks.remove(next.get());
                next.get().work.run();
            }
        }

        @Override
        public void close() {
            tasks.clear();
        }
    }
}

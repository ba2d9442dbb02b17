package io.groundswell.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jwt.JWTClaimsSet;
import io.groundswell.access.AccessDeniedException.Reason;
import io.groundswell.access.TokenVerifier.Verified;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Checks access tokens: signed JWTs with the member in {@code sub}, an end in {@code exp}, and lists of {@link
 * TopicPattern}s in {@code groundswell.subscribe} and {@code groundswell.publish}, of which a missing one allows nothing.
 * Clocks may differ by 10 s. A token that was good is remembered, within a bound in bytes, for as long as it lives and the
 * key that signed it counts. Thread-safe, and never waits: an event loop may ask.
 */
public final class Tokens implements AutoCloseable {
    private static final Duration CLOCK_SKEW = Duration.ofSeconds(10);
    private static final String BEARER = "Bearer ";
    private static final Set<JOSEObjectType> TYPES = Set.of(JOSEObjectType.JWT, new JOSEObjectType("at+jwt"));
    /** Of token text; what else an entry holds is about as much again. */
    private static final long MOST_REMEMBERED_CHARACTERS = 8 << 20;

    private final KeySource keys;
    private final TokenVerifier verifier;
    private final InstantSource clock;
    private final boolean guests;
    private final Cache<String, Known> remembered = Caffeine.newBuilder()
            .maximumWeight(MOST_REMEMBERED_CHARACTERS)
            .weigher((String token, Known _) -> token.length())
            .executor(Runnable::run)
            .build();

    /** Where keys have to be read this reads them once, which takes some seconds at most, and goes on without if it fails. */
    public Tokens(TokenConfig config, InstantSource clock) {
        this(config, clock, keys(config));
    }

    Tokens(TokenConfig config, InstantSource clock, KeySource keys) {
        this.keys = keys;
        this.clock = clock;
        this.guests = config.guests();
        JWTClaimsSet.Builder expected = new JWTClaimsSet.Builder();
        config.issuer().ifPresent(expected::issuer);
        int skew = Math.toIntExact(CLOCK_SKEW.toSeconds());
        this.verifier = new TokenVerifier(
                keys,
                TYPES,
                new TokenVerifier.Times(expected.build(), config.audience().orElse(null), skew, clock));
    }

    private static KeySource keys(TokenConfig config) {
        List<VerificationKey> secrets = config.secrets().stream()
                .map(secret -> VerificationKey.ofSecret(KeyBytes.of(secret)))
                .toList();
        return config.jwks()
                .<KeySource>map(source -> new Both(
                        secrets,
                        JwksKeys.start(JwksReader.of(source), Later.onThread("token-keys"), Ticker.systemTicker())))
                .orElseGet(() -> KeySource.of(secrets));
    }

    /**
     * @param authorizationHeader as it was sent, such as {@code Bearer eyJ…}
     * @throws AccessDeniedException if there is none and guests are not admitted, or it cannot be used: a wrong one never
     *     makes a guest
     */
    public Identity authenticate(Optional<String> authorizationHeader) {
        if (authorizationHeader.isPresent()) {
            return verify(bearer(authorizationHeader.get()));
        }
        if (guests) {
            return Identity.guest();
        }
        throw new AccessDeniedException(Reason.TOKEN_REQUIRED, "Authorization: missing (expected: Bearer and a token)");
    }

    private static String bearer(String header) {
        if (!header.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            throw AccessDeniedException.invalid("Authorization: another scheme (expected: Bearer and a token)");
        }
        return header.substring(BEARER.length()).strip();
    }

    private Identity verify(String token) {
        Known known = remembered.getIfPresent(token);
        if (known != null && known.counts(keys, clock.millis())) {
            return known.identity();
        }
        remembered.invalidate(token);
        Verified verified = verifier.verify(token);
        remembered.put(token, new Known(verified.identity(), verified.key()));
        return verified.identity();
    }

    /** What was verified, and by which key. */
    private record Known(Identity identity, VerificationKey key) {
        boolean counts(KeySource keys, long now) {
            return keys.has(key) && now < identity.expiresAt();
        }
    }

    /** Reads no more keys. */
    @Override
    public void close() {
        keys.close();
    }

    /** Secrets that stay, and keys that are read. */
    private record Both(List<VerificationKey> secrets, KeySource read) implements KeySource {
        @Override
        public List<VerificationKey> current() {
            return secrets.isEmpty()
                    ? read.current()
                    : Stream.concat(secrets.stream(), read.current().stream()).toList();
        }

        @Override
        public boolean has(VerificationKey key) {
            return secrets.contains(key) || read.has(key);
        }

        @Override
        public boolean mayCome(String id) {
            return read.mayCome(id);
        }

        @Override
        public void close() {
            read.close();
        }
    }
}

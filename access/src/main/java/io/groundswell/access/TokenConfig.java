package io.groundswell.access;

import io.groundswell.settings.Setting;
import io.groundswell.settings.Settings;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * Whose tokens are trusted. There is a secret or a source of keys, or both.
 *
 * @param secrets each signs tokens (HS256), 32 bytes or more; development tokens are signed with the first
 * @param jwks where the public keys of an issuer are read (RFC 7517): a file, or an address
 * @param issuer what {@code iss} must be, where this is set
 * @param audience what {@code aud} must name, where this is set
 * @param guests whether a request without a token is the guest
 */
public record TokenConfig(
        List<String> secrets, Optional<URI> jwks, Optional<String> issuer, Optional<String> audience, boolean guests) {
    private static final Setting<List<String>> SECRETS = Setting.secrets(
            "GROUNDSWELL_TOKEN_SECRET",
            KeyBytes.LEAST,
            "",
            "The secret that access tokens are signed with (HS256); of several all are accepted.");
    private static final Setting<Optional<URI>> JWKS = Setting.source(
            "GROUNDSWELL_TOKEN_JWKS",
            "",
            "Where the keys of access tokens are read (a JWK set; RS256, ES256, HS256), again every 5 minutes. "
                    + "Needed where there is no secret.");
    private static final Setting<String> ISSUER = Setting.text(
            "GROUNDSWELL_TOKEN_ISSUER", "", "What the iss of every access token must be; empty asks for nothing.");
    private static final Setting<String> AUDIENCE = Setting.text(
            "GROUNDSWELL_TOKEN_AUDIENCE", "", "What the aud of every access token must name; empty asks for nothing.");
    private static final Setting<Boolean> GUESTS = Setting.flag(
            "GROUNDSWELL_GUESTS", false, "Whether a request without a token is served, as the member \"guest\".");

    public static final List<Setting<?>> SETTINGS = List.of(SECRETS, JWKS, ISSUER, AUDIENCE, GUESTS);

    /** @throws IllegalArgumentException if there is neither secret nor source, or a secret is too short */
    public TokenConfig {
        secrets = KeyBytes.requireLong("token secret", secrets);
        if (secrets.isEmpty() && jwks.isEmpty()) {
            throw new IllegalArgumentException(
                    SECRETS.name() + ", " + JWKS.name() + ": neither is set (expected: at least one)");
        }
    }

    public static TokenConfig read(Settings settings) {
        return new TokenConfig(
                settings.get(SECRETS),
                settings.get(JWKS),
                Optional.of(settings.get(ISSUER)).filter(text -> !text.isEmpty()),
                Optional.of(settings.get(AUDIENCE)).filter(text -> !text.isEmpty()),
                settings.get(GUESTS));
    }

    /** One secret, no other demands. */
    public static TokenConfig ofSecret(String secret, boolean guests) {
        return new TokenConfig(List.of(secret), Optional.empty(), Optional.empty(), Optional.empty(), guests);
    }

    /** Without the secrets, since records are logged. */
    @Override
    public String toString() {
        return "TokenConfig[jwks=" + jwks + ", guests=" + guests + "]";
    }
}

package io.groundswell.infra.config;

import io.groundswell.settings.Setting;
import io.groundswell.settings.Settings;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * Whose tokens are trusted. Without a JWK set and without a secret of one's own a secret is generated.
 *
 * @param jwks where the public keys of an issuer are read
 * @param secretName a secret in Secrets Manager that is there already, in every region
 * @param issuer what every token must be from; empty asks for nothing
 * @param audience whom every token must be for; empty asks for nothing
 */
public record Tokens(Optional<URI> jwks, Optional<String> secretName, String issuer, String audience) {
    private static final Setting<Optional<URI>> JWKS = Setting.address(
            "groundswell:tokenJwks", "", "Where the JWK set of whoever signs tokens is read; needs an egress.");
    private static final Setting<Optional<String>> SECRET = new Setting<>(
            "groundswell:tokenSecret",
            "text",
            "the name of a secret in AWS Secrets Manager",
            "",
            false,
            "The secret that tokens are signed with (HS256), which is there already in every region. Without it and "
                    + "without a JWK set one is generated.",
            Checks.optional(Checks.matching("[A-Za-z0-9/_+=.@-]{1,512}")));
    private static final Setting<String> ISSUER =
            Setting.text("groundswell:tokenIssuer", "", "What the iss of every token must be; empty asks for nothing.");
    private static final Setting<String> AUDIENCE = Setting.text(
            "groundswell:tokenAudience", "", "What the aud of every token must name; empty asks for nothing.");

    static final List<Setting<?>> SETTINGS = List.of(JWKS, SECRET, ISSUER, AUDIENCE);

    static Tokens read(Settings settings) {
        return new Tokens(settings.get(JWKS), settings.get(SECRET), settings.get(ISSUER), settings.get(AUDIENCE));
    }

    public boolean areSignedWithAGeneratedSecret() {
        return jwks.isEmpty() && secretName.isEmpty();
    }
}

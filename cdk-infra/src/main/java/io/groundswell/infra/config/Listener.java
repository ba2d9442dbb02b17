package io.groundswell.infra.config;

import io.groundswell.settings.Setting;
import io.groundswell.settings.Settings;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * What a load balancer says it is.
 *
 * @param key what its context values are called, for messages
 * @param domain under which clients know it, the same in all regions; none for the balancer's own name
 * @param certificates ARNs in AWS Certificate Manager, none for plain HTTP, else one in each region
 */
public record Listener(String key, Optional<String> domain, List<String> certificates) {
    private static final Pattern ARN = Pattern.compile("arn:aws[a-z-]*:acm:([a-z0-9-]+):[0-9]{12}:certificate/[\\w-]+");
    private static final String DOMAIN_TEXT = "([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z]{2,63}";

    private static final Setting<Optional<String>> API_DOMAIN = domain("api");
    private static final Setting<List<String>> API_CERTIFICATES = certificates("api");
    private static final Setting<Optional<String>> STREAM_DOMAIN = domain("stream");
    private static final Setting<List<String>> STREAM_CERTIFICATES = certificates("stream");

    static final List<Setting<?>> SETTINGS = List.of(API_DOMAIN, API_CERTIFICATES, STREAM_DOMAIN, STREAM_CERTIFICATES);

    /** @throws IllegalArgumentException if there is a certificate and no domain, or a domain and no certificate */
    public Listener {
        certificates = List.copyOf(certificates);
        if (domain.isPresent() && certificates.isEmpty()) {
            throw new IllegalArgumentException("groundswell:" + key + "Certificates: missing (expected: the ARN of a "
                    + "certificate for " + domain.get() + " in each region)");
        }
        if (domain.isEmpty() && !certificates.isEmpty()) {
            throw new IllegalArgumentException("groundswell:" + key
                    + "Domain: missing (expected: the domain that groundswell:" + key + "Certificates are for)");
        }
    }

    static Listener api(Settings settings) {
        return new Listener("api", settings.get(API_DOMAIN), settings.get(API_CERTIFICATES));
    }

    static Listener stream(Settings settings) {
        return new Listener("stream", settings.get(STREAM_DOMAIN), settings.get(STREAM_CERTIFICATES));
    }

    public boolean isHttps() {
        return !certificates.isEmpty();
    }

    /** The certificate of a region, none where HTTPS is off. */
    public Optional<String> certificate(String region) {
        return certificates.stream().filter(arn -> region(arn).equals(region)).findFirst();
    }

    void requireCertificates(List<String> regions) {
        for (String region : regions) {
            if (isHttps() && certificate(region).isEmpty()) {
                throw new IllegalArgumentException("groundswell:" + key + "Certificates: none in " + region
                        + " (expected: one in each of groundswell:regions)");
            }
        }
    }

    private static String region(String arn) {
        return ARN.matcher(arn).replaceFirst("$1");
    }

    private static Setting<Optional<String>> domain(String key) {
        return new Setting<>(
                "groundswell:" + key + "Domain",
                "text",
                "a domain name such as " + key + ".example.com",
                "",
                false,
                "The domain under which clients find the " + key + " in every region; needs certificates.",
                Checks.optional(Checks.matching(DOMAIN_TEXT)));
    }

    private static Setting<List<String>> certificates(String key) {
        Function<String, String> arn = Checks.matching(ARN.pattern());
        return new Setting<>(
                "groundswell:" + key + "Certificates",
                "list",
                "ARNs of certificates in AWS Certificate Manager, one in each region",
                "",
                false,
                "Certificates for that domain; without them the " + key + " speaks plain HTTP, and synth warns.",
                Checks.list(arn));
    }
}

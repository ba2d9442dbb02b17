package io.groundswell.infra.config;

import io.groundswell.settings.Setting;
import io.groundswell.settings.Settings;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * One installation.
 *
 * @param name what the names of its stacks, tables and queues begin with
 * @param places which regions, and what they are connected to
 * @param api the API's load balancer
 * @param stream the viewers' load balancer
 * @param corsOrigins pages of which origins may use API and stream
 * @param alarmEmail who is written to when an alarm goes off; none for nobody
 */
public record InfraConfig(
        String name,
        Places places,
        Listener api,
        Listener stream,
        Set<String> corsOrigins,
        Tokens tokens,
        Moderation moderation,
        FunctionSize function,
        FleetSize fleet,
        ApiSize apiSize,
        Retention retention,
        Optional<String> alarmEmail,
        Artifacts artifacts) {
    private static final Setting<String> NAME = new Setting<>(
            "groundswell:name",
            "text",
            "2 to 20 of a-z 0-9 -, a letter first and no - last",
            "groundswell",
            false,
            "What the names of stacks, tables and queues begin with; never changed, since tables would be new ones.",
            Checks.matching("[a-z][a-z0-9-]{0,18}[a-z0-9]"));
    private static final Setting<Set<String>> CORS_ORIGINS = Setting.list(
            "groundswell:corsOrigins",
            "origins such as https://example.com",
            "",
            "Pages of which origins may use API and stream.");
    private static final Setting<Optional<String>> ALARM_EMAIL = new Setting<>(
            "groundswell:alarmEmail",
            "text",
            "an e-mail address",
            "",
            false,
            "Who is written to when an alarm goes off, once the address is confirmed; others subscribe to the topic.",
            Checks.optional(Checks.matching("[^@\\s]+@[^@\\s]+")));

    /** Every context value that is read. */
    public static final List<Setting<?>> SETTINGS = Stream.of(
                    List.<Setting<?>>of(NAME),
                    Places.SETTINGS,
                    Listener.SETTINGS,
                    List.<Setting<?>>of(CORS_ORIGINS),
                    Tokens.SETTINGS,
                    Moderation.SETTINGS,
                    FunctionSize.SETTINGS,
                    FleetSize.SETTINGS,
                    ApiSize.SETTINGS,
                    Retention.SETTINGS,
                    List.<Setting<?>>of(ALARM_EMAIL),
                    Artifacts.SETTINGS)
            .flatMap(List::stream)
            .toList();

    /** @throws IllegalArgumentException if two parts contradict each other */
    public InfraConfig {
        corsOrigins = Set.copyOf(corsOrigins);
        api.requireCertificates(places.regions());
        stream.requireCertificates(places.regions());
        requireReach("groundswell:tokenJwks", tokens.jwks(), places);
        requireReach("groundswell:moderationUrl", moderation.url(), places);
    }

    public static InfraConfig read(Settings settings) {
        return new InfraConfig(
                settings.get(NAME),
                Places.read(settings),
                Listener.api(settings),
                Listener.stream(settings),
                settings.get(CORS_ORIGINS),
                Tokens.read(settings),
                Moderation.read(settings),
                FunctionSize.read(settings),
                FleetSize.read(settings),
                ApiSize.read(settings),
                Retention.read(settings),
                settings.get(ALARM_EMAIL),
                Artifacts.read(settings));
    }

    private static void requireReach(String key, Optional<URI> address, Places places) {
        if (address.isPresent() && places.egress() == Places.Egress.NONE) {
            throw new IllegalArgumentException(
                    key + ": " + address.get() + " cannot be reached (expected: groundswell:egress=nat beside it)");
        }
    }

    /** What the name of every table begins with. */
    public String tablePrefix() {
        return name + "-";
    }
}

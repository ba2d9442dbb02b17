package io.groundswell.infra;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.groundswell.infra.config.InfraConfig;
import io.groundswell.settings.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import software.amazon.awscdk.App;
import software.amazon.awscdk.AppProps;
import software.amazon.awscdk.assertions.Template;

/**
 * Installations as CloudFormation gets them, each made once for all tests, since that takes seconds. What is looked at are the
 * files that {@code cdk deploy} reads.
 */
@SuppressWarnings("ImmutableEnumChecker") // What a synthesis made is kept where it is asked for.
public enum Deployment {
    /** As it comes, in one region. */
    ONE_REGION(Map.of("groundswell:regions", "us-east-1")),
    /** Every option that can be had beside the others in one region, each other than it comes. */
    EVERY_OPTION(Map.ofEntries(
            Map.entry("groundswell:name", "live-eu"),
            Map.entry("groundswell:regions", "eu-west-1"),
            Map.entry("groundswell:zones", "3"),
            Map.entry("groundswell:egress", "nat"),
            Map.entry("groundswell:flowLogs", "true"),
            Map.entry("groundswell:apiDomain", "api.example.com"),
            Map.entry("groundswell:apiCertificates", certificate("eu-west-1", "api")),
            Map.entry("groundswell:streamDomain", "stream.example.com"),
            Map.entry("groundswell:streamCertificates", certificate("eu-west-1", "stream")),
            Map.entry("groundswell:corsOrigins", "https://example.com,https://www.example.com"),
            Map.entry("groundswell:tokenJwks", "https://id.example.com/jwks.json"),
            Map.entry("groundswell:tokenIssuer", "https://id.example.com"),
            Map.entry("groundswell:tokenAudience", "live"),
            Map.entry("groundswell:moderationUrl", "https://moderation.example.com/comments"),
            Map.entry("groundswell:moderationTimeoutMillis", "500"),
            Map.entry("groundswell:moderationFallback", "allow"),
            Map.entry("groundswell:dispatcherMemory", "3538"),
            Map.entry("groundswell:dispatcherLeastPollers", "2"),
            Map.entry("groundswell:dispatcherMostPollers", "100"),
            Map.entry("groundswell:fleetCapacity", "ec2"),
            Map.entry("groundswell:fleetCpu", "4096"),
            Map.entry("groundswell:fleetMemory", "16384"),
            Map.entry("groundswell:fleetLeastNodes", "3"),
            Map.entry("groundswell:fleetMostNodes", "30"),
            Map.entry("groundswell:fleetStreams", "100000"),
            Map.entry("groundswell:fleetStreamsAimedAt", "60000"),
            Map.entry("groundswell:fleetOpenFiles", "150000"),
            Map.entry("groundswell:fleetInstanceType", "m7g.2xlarge"),
            Map.entry("groundswell:fleetDrainSeconds", "100"),
            Map.entry("groundswell:fleetProtectedStreams", "500"),
            Map.entry("groundswell:fleetRollout", "2"),
            Map.entry("groundswell:apiCpu", "2048"),
            Map.entry("groundswell:apiMemory", "5120"),
            Map.entry("groundswell:apiLeastProcesses", "4"),
            Map.entry("groundswell:apiMostProcesses", "16"),
            Map.entry("groundswell:apiRequestsPerMinute", "600000"),
            Map.entry("groundswell:apiMostRequestsPerAddress", "6000"),
            Map.entry("groundswell:messageRetentionDays", "2"),
            Map.entry("groundswell:deadLetterRetentionDays", "10"),
            Map.entry("groundswell:historyRetentionDays", "60"),
            Map.entry("groundswell:likerRecords", "false"),
            Map.entry("groundswell:logRetentionDays", "30"),
            Map.entry("groundswell:keepTables", "false"),
            Map.entry("groundswell:alarmEmail", "operators@example.com"),
            Map.entry("groundswell:baseImage", "registry.example.com/jre:25"))),
    /** Options that those exclude, or make mean something else. */
    OTHER_OPTIONS(Map.of(
            "groundswell:regions", "eu-central-1",
            "groundswell:tokenSecret", "shared/tokens",
            "groundswell:dispatcherConcurrency", "50",
            "groundswell:fleetCpu", "1024",
            "groundswell:fleetMemory", "4096",
            "groundswell:likerRetentionDays", "90")),
    /** Three regions, one of them one that an account has to opt into. */
    THREE_REGIONS(Map.of(
            "groundswell:regions", "eu-west-1,us-east-1,ap-east-1",
            "groundswell:apiDomain", "api.example.com",
            "groundswell:apiCertificates", certificates("api"),
            "groundswell:streamDomain", "stream.example.com",
            "groundswell:streamCertificates", certificates("stream")));

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path OUTPUT = Path.of("target", "cdk.out");
    private static final Path IMAGE = Path.of("src/test/resources/image");

    private final Map<String, String> context;
    private final Map<String, Template> templates = new ConcurrentHashMap<>();
    private boolean isMade;

    Deployment(Map<String, String> context) {
        this.context = context;
    }

    /** The only stack of a kind; of several the first region's. */
    public Template template(String part) {
        return template(part, config().places().first());
    }

    public Template template(String part, String region) {
        return templates.computeIfAbsent(
                name(part, region),
                name -> Template.fromJSON(JSON.convertValue(stack(name), new TypeReference<>() {})));
    }

    public JsonNode json(String part) {
        return json(part, config().places().first());
    }

    /** The resources of one type, in all stacks of a kind. */
    public List<JsonNode> resources(String part, String type) {
        return stacks().filter(stack -> stack.contains("-" + part + "-"))
                .flatMap(name -> stack(name).path("Resources").valueStream())
                .filter(resource -> resource.path("Type").asText().equals(type))
                .toList();
    }

    /** What the synthesis says of a level, such as {@code warning}. */
    public List<String> messages(String level) {
        return stacks().flatMap(stack ->
                        read(folder().resolve(stack + ".metadata.json")).valueStream())
                .flatMap(JsonNode::valueStream)
                .filter(entry -> entry.path("type").asText().equals("aws:cdk:" + level))
                .map(entry -> entry.path("data").asText())
                .toList();
    }

    /** Names of the stacks. */
    public Stream<String> stacks() {
        synthesize();
        String suffix = ".template.json";
        try (Stream<Path> files = Files.list(folder())) {
            return files
                    .map(file -> file.getFileName().toString())
                    .filter(file -> file.endsWith(suffix))
                    .map(file -> file.substring(0, file.length() - suffix.length()))
                    .sorted()
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public JsonNode json(String part, String region) {
        return stack(name(part, region));
    }

    public JsonNode stack(String name) {
        synthesize();
        return read(folder().resolve(name + ".template.json"));
    }

    /** What is uploaded for the only stack of a kind; of several the first region's. */
    public JsonNode assets(String part) {
        synthesize();
        return read(folder().resolve(name(part, config().places().first()) + ".assets.json"));
    }

    public InfraConfig config() {
        return Settings.read(options(), InfraConfig::read);
    }

    /** What is set, by the names of context values. */
    Map<String, String> options() {
        Map<String, String> options = new HashMap<>(context);
        options.put("groundswell:dispatcherCode", function().toString());
        options.put("groundswell:apiImage", IMAGE.toString());
        options.put("groundswell:fleetImage", IMAGE.toString());
        return options;
    }

    private synchronized void synthesize() {
        if (isMade) {
            return;
        }
        try {
            App app = new App(AppProps.builder()
                    .outdir(folder().toString())
                    .context(JSON.convertValue(
                            read(Path.of("cdk.json")).path("context"), new TypeReference<Map<String, Object>>() {}))
                    .build());
            new Installation(app, config());
            app.synth();
        } catch (RuntimeException e) {
            throw new AssertionError(name() + " cannot be synthesized", e);
        }
        isMade = true;
    }

    private String name(String part, String region) {
        return config().name() + "-" + part + "-" + region;
    }

    /** Where the synthesis is. */
    public Path folder() {
        return OUTPUT.resolve(name().toLowerCase(Locale.ROOT));
    }

    /** Stands in for the deployment package: what is in it does not matter here. */
    private static Path function() {
        try {
            Path zip = Files.createDirectories(OUTPUT).resolve("function.zip");
            return Files.exists(zip) ? zip : Files.writeString(zip, "function");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode read(Path file) {
        try {
            return JSON.readTree(file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String certificates(String name) {
        return String.join(
                ",", certificate("eu-west-1", name), certificate("us-east-1", name), certificate("ap-east-1", name));
    }

    private static String certificate(String region, String name) {
        return "arn:aws:acm:" + region + ":123456789012:certificate/" + name;
    }
}

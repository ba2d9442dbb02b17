package io.groundswell.infra.service;

import io.groundswell.infra.config.Tokens;
import io.groundswell.infra.rules.Suppressions;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Size;
import software.amazon.awscdk.services.ecr.assets.Platform;
import software.amazon.awscdk.services.ecs.AssetImageProps;
import software.amazon.awscdk.services.ecs.AwsLogDriverMode;
import software.amazon.awscdk.services.ecs.AwsLogDriverProps;
import software.amazon.awscdk.services.ecs.ContainerDefinitionOptions;
import software.amazon.awscdk.services.ecs.ContainerImage;
import software.amazon.awscdk.services.ecs.LogDriver;
import software.amazon.awscdk.services.ecs.PortMapping;
import software.amazon.awscdk.services.ecs.Secret;
import software.amazon.awscdk.services.ecs.TaskDefinition;
import software.amazon.awscdk.services.ecs.Ulimit;
import software.amazon.awscdk.services.ecs.UlimitName;

/** What tasks of both kinds have alike: an image, logs, and whose tokens they trust. */
final class Tasks {
    /** Lines that CloudWatch has not taken are held in this much memory, and then dropped: a process never waits for it. */
    private static final Size LOG_BUFFER = Size.mebibytes(25);

    /**
     * @param cpu in 1/1024 of a virtual CPU
     * @param ports that it listens on
     * @param openFiles files and sockets at a time
     * @param stop how long it may take to stop before it is killed
     * @param labels of the container, which mean nothing to the process
     */
    record Contents(
            String name,
            Path image,
            int cpu,
            int memoryMib,
            List<Integer> ports,
            int openFiles,
            Duration stop,
            Map<String, String> settings,
            Map<String, Secret> secrets,
            Map<String, String> labels) {}

    static void add(TaskDefinition task, Place place, Contents process) {
        task.addContainer(
                process.name(),
                ContainerDefinitionOptions.builder()
                        .image(image(place, process.image()))
                        .cpu(process.cpu())
                        .memoryLimitMiB(process.memoryMib())
                        .portMappings(process.ports().stream().map(Tasks::port).toList())
                        .environment(process.settings())
                        .secrets(process.secrets())
                        .dockerLabels(process.labels())
                        .logging(logs(place, process.name()))
                        .ulimits(List.of(Ulimit.builder()
                                .name(UlimitName.NOFILE)
                                .softLimit(process.openFiles())
                                .hardLimit(process.openFiles())
                                .build()))
                        .stopTimeout(process.stop())
                        .build());
        Told.by(place, process);
        Suppressions.ofPlainEnvironment(task);
        Suppressions.ofWildcards(
                task.getExecutionRole() == null ? task : task.getExecutionRole(),
                "ecr:GetAuthorizationToken is for the whole registry; a secret's name ends in six characters of AWS's.",
                List.of("Resource::*"));
    }

    /** What every process in a container is told. */
    static Map<String, String> settings(Place place) {
        Tokens tokens = place.config().tokens();
        Map<String, String> settings = new HashMap<>(Map.of(
                "AWS_REGION", place.site().region(),
                "GROUNDSWELL_TABLE_PREFIX", place.config().tablePrefix(),
                "GROUNDSWELL_METRICS_NAMESPACE", place.site().metricsNamespace()));
        tokens.jwks().ifPresent(source -> settings.put("GROUNDSWELL_TOKEN_JWKS", source.toString()));
        putUnlessEmpty(settings, "GROUNDSWELL_TOKEN_ISSUER", tokens.issuer());
        putUnlessEmpty(settings, "GROUNDSWELL_TOKEN_AUDIENCE", tokens.audience());
        putUnlessEmpty(
                settings,
                "GROUNDSWELL_CORS_ORIGINS",
                String.join(",", place.config().corsOrigins().stream().sorted().toList()));
        return settings;
    }

    /**
     * The secret that tokens are signed with, where there is one. It is known by its name, which is the same in every region.
     */
    static Map<String, Secret> tokenSecret(Place place, String id) {
        Tokens tokens = place.config().tokens();
        if (tokens.secretName().isEmpty() && !tokens.areSignedWithAGeneratedSecret()) {
            return Map.of();
        }
        return Map.of(
                "GROUNDSWELL_TOKEN_SECRET",
                Secret.fromSecretsManager(software.amazon.awscdk.services.secretsmanager.Secret.fromSecretNameV2(
                        place.scope(), id + "TokenSecret", place.site().tokenSecretName())));
    }

    private static ContainerImage image(Place place, Path folder) {
        return ContainerImage.fromAsset(
                folder.toString(),
                AssetImageProps.builder()
                        .platform(Platform.LINUX_ARM64)
                        .buildArgs(Map.of("BASE", place.config().artifacts().baseImage()))
                        .build());
    }

    private static LogDriver logs(Place place, String name) {
        return LogDriver.awsLogs(AwsLogDriverProps.builder()
                .logGroup(place.logs(name))
                .streamPrefix(name.toLowerCase(Locale.ROOT))
                .mode(AwsLogDriverMode.NON_BLOCKING)
                .maxBufferSize(LOG_BUFFER)
                .build());
    }

    private static PortMapping port(int port) {
        return PortMapping.builder().containerPort(port).build();
    }

    private static void putUnlessEmpty(Map<String, String> settings, String key, String value) {
        if (!value.isEmpty()) {
            settings.put(key, value);
        }
    }

    private Tasks() {}
}

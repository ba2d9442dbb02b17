package io.groundswell.infra.config;

import io.groundswell.settings.Setting;
import io.groundswell.settings.Settings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;

/**
 * What Maven built and the stacks upload.
 *
 * @param function the dispatcher's deployment package, a zip
 * @param apiImage the folder that the API's image is built from
 * @param fleetImage likewise a node's
 * @param baseImage what both images stand on
 */
public record Artifacts(Path function, Path apiImage, Path fleetImage, String baseImage) {
    private static final Setting<Path> FUNCTION = path(
            "dispatcherCode", "../lambda-dispatcher/target/lambda-dispatcher-function.zip", "The dispatcher's zip.");
    private static final Setting<Path> API_IMAGE =
            path("apiImage", "../likes-api/target/image", "The folder that the API's image is built from.");
    private static final Setting<Path> FLEET_IMAGE =
            path("fleetImage", "../connection-fleet/target/image", "The folder that a node's image is built from.");
    private static final Setting<String> BASE_IMAGE = new Setting<>(
            "groundswell:baseImage",
            "text",
            "an image with a JRE 25 for ARM64",
            "eclipse-temurin:25-jre",
            false,
            "What both images stand on.",
            Checks.matching("[a-z0-9][A-Za-z0-9./:@_-]{0,254}"));

    static final List<Setting<?>> SETTINGS = List.of(FUNCTION, API_IMAGE, FLEET_IMAGE, BASE_IMAGE);

    /** @throws IllegalArgumentException if Maven has not built one of them */
    public Artifacts {
        require(FUNCTION, function, Files::isRegularFile);
        require(API_IMAGE, apiImage.resolve("Dockerfile"), Files::isRegularFile);
        require(FLEET_IMAGE, fleetImage.resolve("Dockerfile"), Files::isRegularFile);
    }

    static Artifacts read(Settings settings) {
        return new Artifacts(
                settings.get(FUNCTION), settings.get(API_IMAGE), settings.get(FLEET_IMAGE), settings.get(BASE_IMAGE));
    }

    private static void require(Setting<Path> setting, Path file, Predicate<Path> isThere) {
        if (!isThere.test(file)) {
            throw new IllegalArgumentException(
                    setting.name() + ": no file " + file + " (expected: what mvn package builds)");
        }
    }

    private static Setting<Path> path(String key, String fallback, String meaning) {
        return new Setting<>(
                "groundswell:" + key, "path", "what mvn package builds", fallback, false, meaning, Path::of);
    }
}

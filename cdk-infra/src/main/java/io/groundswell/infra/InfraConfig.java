package io.groundswell.infra;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What differs between installations.
 *
 * @param tablePrefix what the name of every table begins with
 * @param dispatcherCode the dispatcher's deployment package, a zip that its module builds
 */
public record InfraConfig(String tablePrefix, Path dispatcherCode) {
    /** @throws IllegalArgumentException if the deployment package is not there */
    public InfraConfig {
        if (!Files.isRegularFile(dispatcherCode)) {
            throw new IllegalArgumentException(
                    "dispatcher code: " + dispatcherCode + " (expected: a zip, which mvn package builds)");
        }
    }
}

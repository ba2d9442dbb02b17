package io.groundswell.lambda;

import java.nio.file.Path;

/** What is deployed, as the build of its module made it. */
final class Artifact {
    static final Path ZIP = Path.of("../lambda-dispatcher/target/lambda-dispatcher-function.zip");

    private Artifact() {}
}

package io.groundswell.infra;

import java.nio.file.Path;
import software.amazon.awscdk.App;

/** What {@code cdk synth} runs: see {@code cdk.json}. */
public final class InfraApp {
    private static final String DISPATCHER_CODE = "groundswell:dispatcherCode";

    public static void main(String[] arguments) {
        App app = new App();
        Path dispatcherCode = Path.of(String.valueOf(app.getNode().getContext(DISPATCHER_CODE)));
        new RegionStack(app, "Groundswell", new InfraConfig("groundswell-", dispatcherCode));
        app.synth();
    }

    private InfraApp() {}
}

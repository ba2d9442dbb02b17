package io.groundswell.infra.localstack;

import io.groundswell.infra.InfraApp;
import java.io.IOException;
import java.io.UncheckedIOException;

/** What {@code cdk deploy --app} runs for LocalStack: the same synthesis as for AWS, and then the filter. */
public final class LocalStackApp {
    public static void main(String[] arguments) {
        try {
            FilteredAssembly.write(InfraApp.synthesize());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (IllegalArgumentException | IllegalStateException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }

    private LocalStackApp() {}
}

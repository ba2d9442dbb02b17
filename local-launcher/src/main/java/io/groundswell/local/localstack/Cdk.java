package io.groundswell.local.localstack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The CDK's own command line, in the version that {@code cdk-infra} pins, told of another address of AWS. Used by one thread. */
final class Cdk {
    /** The only region that a local stack has. */
    static final String REGION = "us-east-1";

    private static final String APP = "io.groundswell.infra.localstack.LocalStackApp";
    private static final List<String> QUIETLY = List.of("--no-notices", "--no-version-reporting");
    private static final Duration LONGEST = Duration.ofMinutes(5);

    private final Path infra;
    private final URI endpoint;

    /**
     * @param checkout where {@code cdk-infra} is, built
     * @param endpoint of all services
     */
    Cdk(Path checkout, URI endpoint) {
        this.infra = checkout.resolve("cdk-infra").toAbsolutePath().normalize();
        this.endpoint = endpoint;
    }

    private Tool in(Path folder) {
        return new Tool(folder, variables(), LONGEST);
    }

    private Map<String, String> variables() {
        return Map.of(
                "AWS_ENDPOINT_URL",
                endpoint.toString(),
                "AWS_ACCESS_KEY_ID",
                "test",
                "AWS_SECRET_ACCESS_KEY",
                "test",
                "AWS_SESSION_TOKEN",
                "",
                "AWS_REGION",
                REGION,
                "AWS_DEFAULT_REGION",
                REGION,
                "CDK_DISABLE_VERSION_CHECK",
                "true",
                "JSII_DEPRECATED",
                "quiet",
                "JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION",
                "18,20");
    }

    /** Installs it as the lock file says; does nothing where it is. */
    void install() {
        if (!Files.isExecutable(program())) {
            in(infra).runWell(List.of("npm", "ci", "--no-audit", "--no-fund"));
        }
    }

    /** Makes what the CDK needs in an account; does nothing where it is. Beside the stacks, lest they be synthesized for it. */
    void bootstrap() {
        List<String> command = new ArrayList<>(List.of(program().toString(), "bootstrap"));
        command.addAll(List.of("aws://000000000000/" + REGION, "--ci"));
        command.addAll(QUIETLY);
        in(infra.resolve("target")).runWell(command);
    }

    /**
     * Makes the stacks, or changes them.
     *
     * @param context values besides those in {@code cdk.json}
     * @return what the stacks say of themselves, as the command line writes it
     */
    String deploy(Map<String, String> context) {
        Path outputs = temporaryFile();
        try {
            run(
                    "deploy",
                    List.of(
                            "--all",
                            "--require-approval=never",
                            "--method=direct",
                            "--concurrency=2",
                            "--outputs-file=" + outputs),
                    context);
            return Files.readString(outputs);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            delete(outputs);
        }
    }

    /** Removes the stacks. */
    void destroy(Map<String, String> context) {
        run("destroy", List.of("--all", "--force"), context);
    }

    private void run(String verb, List<String> options, Map<String, String> context) {
        List<String> command = new ArrayList<>(List.of(program().toString(), verb));
        command.addAll(options);
        command.addAll(List.of("--app", app(), "--build=true", "--output=target/localstack.out", "--ci"));
        command.addAll(QUIETLY);
        values(context).forEach((key, value) -> command.addAll(List.of("--context", key + "=" + value)));
        in(infra).runWell(command);
    }

    /** Tables that stay would be in the way of the next deployment; whoever wants them to says so. */
    private static Map<String, String> values(Map<String, String> context) {
        Map<String, String> values =
                new TreeMap<>(Map.of("groundswell:regions", REGION, "groundswell:keepTables", "false"));
        values.putAll(context);
        return values;
    }

    private static String app() {
        String java = ProcessHandle.current().info().command().orElse("java");
        return "'" + java + "' -XX:TieredStopAtLevel=1 -cp \"target/classes:$(cat target/classpath)\" " + APP;
    }

    private Path program() {
        return infra.resolve("node_modules/.bin/cdk");
    }

    private static Path temporaryFile() {
        try {
            return Files.createTempFile("groundswell-outputs-", ".json");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

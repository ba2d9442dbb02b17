package io.groundswell.local.localstack;

import io.groundswell.aws.AwsConfig;
import io.groundswell.local.embedded.Queues;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/** Puts the installation into a LocalStack that runs, changes it there, and takes it out again. Used by one thread. */
public final class Deployer {
    private static final String TABLE_PREFIX = "GROUNDSWELL_TABLE_PREFIX";
    private static final String QUEUE_URL = "GROUNDSWELL_QUEUE_URL";

    private final URI endpoint;
    private final Reach reach;
    private final Cdk cdk;
    private final Consumer<String> progress;

    /**
     * @param checkout where {@code cdk-infra} is, built
     * @param endpoint of all services
     * @param progress takes a line for a person before each step that takes its time
     */
    public Deployer(Path checkout, URI endpoint, Reach reach, Consumer<String> progress) {
        this.endpoint = endpoint;
        this.reach = reach;
        this.cdk = new Cdk(checkout, endpoint);
        this.progress = progress;
    }

    /**
     * Deploys what Maven has built last.
     *
     * @param context values for the CDK, see docs/configuration.md
     * @throws LocalStackException if a step fails; what is there already stays
     */
    public Deployment deploy(Map<String, String> context) {
        progress.accept("Installing the CDK's command line, where it is not yet …");
        cdk.install();
        progress.accept("Bootstrapping LocalStack for the CDK …");
        cdk.bootstrap();
        progress.accept("Deploying: cdk deploy --all …");
        Outputs outputs = Outputs.of(cdk.deploy(context));
        new LiveAlias(endpoint, outputs.text("FunctionName")).moveToNewest();
        return deployment(outputs);
    }

    /** Removes all stacks, with tables and queues. */
    public void destroy(Map<String, String> context) {
        progress.accept("Destroying: cdk destroy --all …");
        cdk.install();
        cdk.destroy(context);
    }

    private Deployment deployment(Outputs outputs) {
        try (SecretsManagerClient secrets = secretsManager()) {
            Map<String, String> api = told(outputs, "Api", secrets);
            Map<String, String> node = told(outputs, "Node", secrets);
            AwsConfig aws = new AwsConfig(
                    Cdk.REGION,
                    Optional.of(endpoint),
                    Optional.of(endpoint),
                    AwsConfig.Credentials.LOCAL,
                    setting(api, TABLE_PREFIX));
            Queues queues =
                    new Queues(setting(api, QUEUE_URL), outputs.text("DeadLetterQueueUrl"), outputs.text("QueueArn"));
            return new Deployment(aws, queues, api, node, reach);
        }
    }

    private static Map<String, String> told(Outputs outputs, String process, SecretsManagerClient secrets) {
        Map<String, String> settings = new HashMap<>(outputs.settings(process));
        outputs.secrets(process)
                .forEach((setting, arn) -> settings.put(
                        setting,
                        secrets.getSecretValue(request -> request.secretId(arn)).secretString()));
        return settings;
    }

    private static String setting(Map<String, String> settings, String name) {
        String value = settings.get(name);
        if (value == null) {
            throw new LocalStackException(name + ": missing (expected: among what the stack tells its processes)");
        }
        return value;
    }

    private SecretsManagerClient secretsManager() {
        return SecretsManagerClient.builder()
                .endpointOverride(endpoint)
                .region(Region.of(Cdk.REGION))
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
                .httpClientBuilder(Apache5HttpClient.builder())
                .build();
    }
}

package io.groundswell.local;

import io.groundswell.aws.AwsClients;
import io.groundswell.aws.AwsConfig;
import io.groundswell.local.embedded.EmbeddedDynamo;
import io.groundswell.local.embedded.EmbeddedSqs;
import io.groundswell.local.embedded.EventSource;
import io.groundswell.local.embedded.Queues;
import io.groundswell.local.localstack.Deployment;
import io.groundswell.registry.dynamodb.RegistryTables;
import io.groundswell.store.dynamodb.StoreTables;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * SQS and DynamoDB with the queue and the tables in them: embedded ones, those at an endpoint, or a deployment's. Owned by the thread that
 * starts the platform; the clients may be used by any.
 */
final class AwsServices implements AutoCloseable {
    private static final String REGION = "us-east-1";
    private static final String TABLE_PREFIX = "groundswell-";
    private static final Duration DYNAMODB_TIMEOUT = Duration.ofSeconds(10);

    private final AwsConfig config;
    private final DynamoDbClient dynamoDb;
    private final SqsClient sqs;
    private final Queues queues;
    private final CloseStack owned;

    private AwsServices(AwsConfig config, Optional<Queues> made, CloseStack owned) {
        this.config = config;
        this.owned = owned;
        AwsClients clients = new AwsClients(config);
        this.dynamoDb = owned.add(clients.dynamoDb(DYNAMODB_TIMEOUT));
        this.sqs = owned.add(clients.sqs(EventSource.RECEIVE_TIMEOUT));
        this.queues = made.orElseGet(this::createAll);
    }

    /** Queue and tables are there. */
    static AwsServices of(Deployment deployment) {
        return new AwsServices(deployment.aws(), Optional.of(deployment.queues()), new CloseStack());
    }

    /**
     * @throws LaunchException if a service cannot be started, or the endpoint does not answer as one
     */
    static AwsServices start(PlatformOptions options) {
        CloseStack owned = new CloseStack();
        try {
            return new AwsServices(
                    options.endpoint()
                            .map(endpoint -> at(endpoint, endpoint, options.credentials()))
                            .orElseGet(() -> embedded(owned)),
                    Optional.empty(),
                    owned);
        } catch (SdkException e) {
            owned.close();
            throw new LaunchException(
                    options.endpoint().map(URI::toString).orElse("embedded services") + ": " + firstLine(e)
                            + " (expected: SQS and DynamoDB that answer)",
                    e);
        } catch (RuntimeException e) {
            owned.close();
            throw e;
        }
    }

    private static AwsConfig embedded(CloseStack owned) {
        Background<EmbeddedSqs> sqs = Background.start(() -> owned.add(EmbeddedSqs.start(REGION)));
        EmbeddedDynamo dynamoDb = owned.add(EmbeddedDynamo.start());
        return at(sqs.await().endpoint(), dynamoDb.endpoint(), AwsConfig.Credentials.LOCAL);
    }

    private static AwsConfig at(URI sqs, URI dynamoDb, AwsConfig.Credentials credentials) {
        return new AwsConfig(REGION, Optional.of(sqs), Optional.of(dynamoDb), credentials, TABLE_PREFIX);
    }

    private Queues createAll() {
        Background<Queues> created = Background.start(() -> Queues.create(sqs, Queues.Rules.STANDARD));
        StoreTables.create(dynamoDb, TABLE_PREFIX);
        RegistryTables.create(dynamoDb, TABLE_PREFIX);
        return created.await();
    }

    private static String firstLine(SdkException e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("no reason given");
    }

    AwsConfig config() {
        return config;
    }

    Queues queues() {
        return queues;
    }

    SqsClient sqs() {
        return sqs;
    }

    DynamoDbClient dynamoDb() {
        return dynamoDb;
    }

    @Override
    public void close() {
        owned.close();
    }
}

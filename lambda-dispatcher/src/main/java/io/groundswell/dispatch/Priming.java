package io.groundswell.dispatch;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import io.groundswell.aws.AwsClients;
import io.groundswell.aws.AwsConfig;
import io.groundswell.dispatch.metrics.EmbeddedMetrics;
import io.groundswell.dispatch.rehearsal.Script;
import io.groundswell.dispatch.rehearsal.Stage;
import io.groundswell.registry.dynamodb.DynamoNodeDirectory;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * What is done once before a snapshot, so that no restored process does it for the first time: whole invocations against a
 * {@link Stage}, which loads and compiles what an invocation runs, and one read of the real registry, which does the same for
 * TLS and credentials. Nothing is written anywhere. What fails is logged: a function that is not primed works, if slower.
 */
final class Priming implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(Priming.class);
    private static final int ROUNDS = 50;
    private static final Duration LONGEST_CALL = Duration.ofSeconds(5);

    private final DispatcherConfig config;
    private final InstantSource clock;

    Priming(DispatcherConfig config, InstantSource clock) {
        this.config = config;
        this.clock = clock;
    }

    @Override
    public void run() {
        long begun = clock.millis();
        int delivered = rehearse();
        int nodes = meetTheRegistry();
        LOG.info(
                "primed in {} ms: {} batches delivered in the rehearsal, {} nodes in the registry",
                clock.millis() - begun,
                delivered,
                nodes);
    }

    /** @return how many batches came to the node of the stage, 0 where there was no rehearsal */
    private int rehearse() {
        try (Stage stage = Stage.open();
                DispatchHandler handler =
                        DispatchHandler.start(on(stage), EmbeddedMetrics.of(config.metrics(), line -> {}))) {
            for (int round = 1; round <= ROUNDS; round++) {
                SQSBatchResponse response = handler.handle(Script.event(round, clock.millis()));
                if (!response.getBatchItemFailures().isEmpty()) {
                    LOG.warn("rehearsal: {} (expected: no failures)", response);
                    break;
                }
            }
            return stage.deliveries();
        } catch (IOException | RuntimeException | LinkageError e) {
            LOG.warn("rehearsal: failed, the function starts without it", e);
            return 0;
        }
    }

    private DispatcherConfig on(Stage stage) {
        Optional<URI> address = Optional.of(stage.address());
        return config.at(new AwsConfig(
                config.aws().region(),
                address,
                address,
                AwsConfig.Credentials.LOCAL,
                config.aws().tablePrefix()));
    }

    private int meetTheRegistry() {
        AwsConfig aws = config.aws();
        try (DynamoDbClient client = new AwsClients(aws).dynamoDb(LONGEST_CALL)) {
            return new DynamoNodeDirectory(client, aws.region(), aws.tablePrefix())
                    .all()
                    .size();
        } catch (RuntimeException e) {
            LOG.warn("registry: not read before the snapshot, the first invocation will", e);
            return 0;
        }
    }
}

package io.groundswell.dispatch;

import com.github.benmanes.caffeine.cache.Ticker;
import io.groundswell.access.InternalSignature;
import io.groundswell.aws.AwsClients;
import io.groundswell.dispatch.DispatchHandler.Meters;
import io.groundswell.dispatch.DispatchHandler.Parts;
import io.groundswell.dispatch.DispatchHandler.Records;
import io.groundswell.dispatch.deliver.Delivery;
import io.groundswell.dispatch.deliver.HttpNodeClient;
import io.groundswell.dispatch.metrics.DispatchMetrics;
import io.groundswell.dispatch.metrics.Throttles;
import io.groundswell.dispatch.region.OtherRegions;
import io.groundswell.registry.Audiences;
import io.groundswell.registry.NodeDirectory;
import io.groundswell.registry.NodeLookup;
import io.groundswell.registry.dynamodb.DynamoNodeDirectory;
import io.groundswell.registry.dynamodb.DynamoSubscriptions;
import io.groundswell.store.dynamodb.DynamoCounters;
import io.groundswell.store.dynamodb.DynamoFolds;
import io.groundswell.store.dynamodb.DynamoHistory;
import io.groundswell.store.dynamodb.DynamoLikers;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Wires the function to AWS and to the nodes. */
final class DispatcherParts {
    private static final Duration LONGEST_CALL = Duration.ofSeconds(5);

    static Parts connect(DispatcherConfig config, DispatchMetrics metrics) {
        return connect(config, metrics, UnaryOperator.identity());
    }

    /** @param between gets the client of DynamoDB, and gives the one that is used */
    static Parts connect(DispatcherConfig config, DispatchMetrics metrics, UnaryOperator<DynamoDbClient> between) {
        InstantSource clock = InstantSource.system();
        AwsClients clients = new AwsClients(config.aws());
        Throttles throttles = new Throttles();
        DynamoDbClient dynamo = between.apply(clients.dynamoDb(LONGEST_CALL, throttles));
        LateSqs sqs = new LateSqs(() -> clients.sqs(LONGEST_CALL));
        HttpNodeClient nodes =
                new HttpNodeClient(new InternalSignature(config.internalKeys(), clock), config.deliveryTimeout());
        return new Parts(
                dispatch(config, dynamo, nodes, clock),
                new SqsSourceQueue(sqs, config.queueUrl(), config.deadLetterQueueUrl()),
                new Records(config.records().messages(), upkeep(config, dynamo, clock)),
                clock,
                new Meters(throttles, metrics),
                () -> {
                    nodes.close();
                    sqs.close();
                    dynamo.close();
                });
    }

    private static Dispatch dispatch(
            DispatcherConfig config, DynamoDbClient dynamo, HttpNodeClient nodes, InstantSource clock) {
        String prefix = config.aws().tablePrefix();
        NodeDirectory directory = new DynamoNodeDirectory(dynamo, config.aws().region(), prefix);
        NodeLookup lookup =
                new NodeLookup(directory, new DynamoSubscriptions(dynamo, prefix), clock, Ticker.systemTicker());
        return new Dispatch(
                recorder(config.records(), dynamo, prefix, clock),
                new Router(new Audiences(lookup, config.dispatchers(), Ticker.systemTicker(), new SecureRandom())),
                new Dispatch.Outlets(new Delivery(nodes, clock), new MissedNotes(directory), OtherRegions.NONE),
                clock);
    }

    private static Recorder recorder(RecordConfig config, DynamoDbClient dynamo, String prefix, InstantSource clock) {
        return new Recorder(
                new DynamoCounters(dynamo, prefix),
                new DynamoHistory(dynamo, prefix, config.history()),
                config.likers().map(retention -> new DynamoLikers(dynamo, prefix, retention, clock)));
    }

    private static Upkeep upkeep(DispatcherConfig config, DynamoDbClient dynamo, InstantSource clock) {
        return new Upkeep(
                new DynamoFolds(dynamo, config.aws().tablePrefix(), config.aws().region()),
                config.records().messages(),
                new Upkeep.Pace(clock, Ticker.systemTicker(), new SecureRandom()));
    }

    private DispatcherParts() {}
}

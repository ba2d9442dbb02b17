package io.groundswell.dispatch;

import com.github.benmanes.caffeine.cache.Ticker;
import io.groundswell.access.InternalSignature;
import io.groundswell.aws.AwsClients;
import io.groundswell.dispatch.DispatchHandler.Parts;
import io.groundswell.dispatch.deliver.Delivery;
import io.groundswell.dispatch.deliver.HttpNodeClient;
import io.groundswell.dispatch.region.OtherRegions;
import io.groundswell.registry.NodeDirectory;
import io.groundswell.registry.NodeLookup;
import io.groundswell.registry.dynamodb.DynamoNodeDirectory;
import io.groundswell.registry.dynamodb.DynamoSubscriptions;
import io.groundswell.store.dynamodb.DynamoCounters;
import io.groundswell.store.dynamodb.DynamoHistory;
import java.time.Duration;
import java.time.InstantSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Wires the function to AWS and to the nodes. */
final class DispatcherParts {
    private static final Duration LONGEST_CALL = Duration.ofSeconds(5);

    static Parts connect(DispatcherConfig config) {
        InstantSource clock = InstantSource.system();
        AwsClients clients = new AwsClients(config.aws());
        DynamoDbClient dynamo = clients.dynamoDb(LONGEST_CALL);
        SqsClient sqs = clients.sqs(LONGEST_CALL);
        HttpNodeClient nodes =
                new HttpNodeClient(new InternalSignature(config.internalKeys(), clock), config.deliveryTimeout());
        return new Parts(
                dispatch(config, dynamo, nodes, clock),
                new SqsSourceQueue(sqs, config.queueUrl(), config.deadLetterQueueUrl()),
                clock,
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
                new Recorder(
                        new DynamoCounters(dynamo, prefix),
                        new DynamoHistory(dynamo, prefix, config.historyRetention())),
                new Router(lookup),
                new Dispatch.Outlets(new Delivery(nodes), new MissedNotes(directory), OtherRegions.NONE),
                clock);
    }

    private DispatcherParts() {}
}

package io.groundswell.lambda;

import io.groundswell.aws.AwsClients;
import io.groundswell.aws.AwsConfig;
import io.groundswell.chaos.ServiceProxy;
import io.groundswell.chaos.ServiceProxy.Answer;
import io.groundswell.chaos.ServiceProxy.Call;
import io.groundswell.event.Topic;
import io.groundswell.local.embedded.EventSource;
import io.groundswell.local.embedded.Queues;
import io.groundswell.registry.Node;
import io.groundswell.registry.NodeDirectory;
import io.groundswell.registry.Subscription;
import io.groundswell.registry.Subscriptions;
import io.groundswell.registry.dynamodb.DynamoNodeDirectory;
import io.groundswell.registry.dynamodb.DynamoSubscriptions;
import io.groundswell.registry.dynamodb.RegistryTables;
import io.groundswell.store.Counters;
import io.groundswell.store.dynamodb.DynamoCounters;
import io.groundswell.store.dynamodb.StoreTables;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/** SQS and DynamoDB as the function finds them, some of whose answers the test may spoil. Any thread. */
final class Services implements AutoCloseable {
    private static final String REGION = "us-east-1";
    private static final String PREFIX = "groundswell-";
    private static final Queues.Rules RULES = new Queues.Rules("groundswell-events", Duration.ofSeconds(3), 100);

    private final Queue<String> operations = new ConcurrentLinkedQueue<>();
    private final ServiceProxy proxy;
    private final DynamoDbClient dynamo;
    private final SqsClient sqs;
    private final Queues queues;
    private volatile Predicate<Call> fails = call -> false;
    private final AtomicInteger failed = new AtomicInteger();

    Services() throws IOException {
        proxy = new ServiceProxy(this::answer, this::answer);
        Optional<URI> there = Optional.of(proxy.address());
        AwsClients clients = new AwsClients(new AwsConfig(REGION, there, there, AwsConfig.Credentials.LOCAL, PREFIX));
        dynamo = clients.dynamoDb(Duration.ofSeconds(10));
        sqs = clients.sqs(EventSource.RECEIVE_TIMEOUT);
        StoreTables.create(dynamo, PREFIX);
        RegistryTables.create(dynamo, PREFIX);
        queues = Queues.create(sqs, RULES);
    }

    private Optional<Answer> answer(Call call) throws IOException, InterruptedException {
        operations.add(call.operation());
        if (fails.test(call)) {
            failed.incrementAndGet();
            return Optional.of(new Answer(500, "{}"));
        }
        return Optional.of(call.pass());
    }

    /** From now on these calls are answered 500; those of an operation, of a topic. */
    void fail(Predicate<Call> some) {
        failed.set(0);
        fails = some;
    }

    /** Calls that were answered so since. */
    int failed() {
        return failed.get();
    }

    void work() {
        fails = call -> false;
    }

    /** All since the last time that this was asked. */
    List<String> operations() {
        List<String> since = new ArrayList<>();
        for (String operation = operations.poll(); operation != null; operation = operations.poll()) {
            since.add(operation);
        }
        return since;
    }

    int port() {
        return proxy.address().getPort();
    }

    SqsClient sqs() {
        return sqs;
    }

    Queues queues() {
        return queues;
    }

    Counters counters() {
        return new DynamoCounters(dynamo, PREFIX);
    }

    NodeDirectory nodes() {
        return new DynamoNodeDirectory(dynamo, REGION, PREFIX);
    }

    /** Registers a node with a viewer of each topic. */
    void register(Node node, Topic... topics) {
        nodes().renew(node);
        Subscriptions subscriptions = new DynamoSubscriptions(dynamo, PREFIX);
        for (Topic topic : topics) {
            subscriptions.put(new Subscription(topic, node.id(), 1, 1));
        }
    }

    /** What the function is told of them. */
    Map<String, String> variables() {
        String endpoint = proxy.address().toString();
        return Map.of(
                "AWS_REGION",
                REGION,
                "GROUNDSWELL_AWS_CREDENTIALS",
                "local",
                "GROUNDSWELL_SQS_ENDPOINT",
                endpoint,
                "GROUNDSWELL_DYNAMODB_ENDPOINT",
                endpoint,
                "GROUNDSWELL_TABLE_PREFIX",
                PREFIX,
                "GROUNDSWELL_QUEUE_URL",
                queues.url(),
                "GROUNDSWELL_DEAD_LETTER_QUEUE_URL",
                queues.deadLetterUrl(),
                "GROUNDSWELL_INTERNAL_KEY",
                "a key that is used only in this test",
                "GROUNDSWELL_METRICS_NAMESPACE",
                "Groundswell");
    }

    @Override
    public void close() {
        dynamo.close();
        sqs.close();
        proxy.close();
    }
}

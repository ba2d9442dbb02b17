package io.groundswell.benchmarks;

import io.groundswell.aws.AwsClients;
import io.groundswell.aws.AwsConfig;
import io.groundswell.dispatch.DispatchHandler;
import io.groundswell.dispatch.DispatcherConfig;
import io.groundswell.local.embedded.EmbeddedDynamo;
import io.groundswell.local.embedded.EmbeddedSqs;
import io.groundswell.local.embedded.EventSource;
import io.groundswell.local.embedded.HandlerFunction;
import io.groundswell.local.embedded.Queues;
import io.groundswell.registry.dynamodb.RegistryTables;
import io.groundswell.settings.Settings;
import io.groundswell.store.dynamodb.StoreTables;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * What stands behind API and nodes on the local stack, as a process: embedded SQS and DynamoDB, and the dispatcher behind its
 * event source, as in the launcher. It says in one line what others have to know ({@link Services}), and ends with its input.
 */
final class Backstage {
    private static final int CONCURRENCY = 5;
    private static final Duration INVOCATION = Duration.ofSeconds(30);
    private static final Duration LONGEST_CALL = Duration.ofSeconds(60);

    private static final String WORD = "services ";

    private Backstage() {}

    /**
     * Where they are.
     *
     * @param probe a queue that nothing else uses
     */
    record Services(URI sqs, URI dynamoDb, String queue, String deadLetters, String probe) {
        /** What the process says when it has started; its JVM may say something before. */
        static Services heardFrom(ChildJvm backstage) throws IOException {
            String line = backstage.hear();
            while (!line.startsWith(WORD)) {
                System.err.println(line);
                line = backstage.hear();
            }
            String[] words = line.split(" ", -1);
            return new Services(URI.create(words[1]), URI.create(words[2]), words[3], words[4], words[5]);
        }

        private String toLine() {
            return WORD + String.join(" ", sqs.toString(), dynamoDb.toString(), queue, deadLetters, probe);
        }

        AwsConfig config() {
            return new AwsConfig(
                    Tables.REGION, Optional.of(sqs), Optional.of(dynamoDb), AwsConfig.Credentials.LOCAL, Tables.PREFIX);
        }

        /** What every part's environment needs besides its own. */
        Map<String, String> environment() {
            return new HashMap<>(Map.of(
                    "AWS_REGION",
                    Tables.REGION,
                    "GROUNDSWELL_AWS_CREDENTIALS",
                    "local",
                    "GROUNDSWELL_SQS_ENDPOINT",
                    sqs.toString(),
                    "GROUNDSWELL_DYNAMODB_ENDPOINT",
                    dynamoDb.toString(),
                    "GROUNDSWELL_TABLE_PREFIX",
                    Tables.PREFIX,
                    "GROUNDSWELL_QUEUE_URL",
                    queue,
                    "GROUNDSWELL_DEAD_LETTER_QUEUE_URL",
                    deadLetters,
                    "GROUNDSWELL_TOKEN_SECRET",
                    NodeServer.KEY,
                    "GROUNDSWELL_INTERNAL_KEY",
                    NodeServer.KEY,
                    "GROUNDSWELL_GUESTS",
                    "true"));
        }
    }

    public static void main(String[] arguments) throws IOException {
        EmbeddedSqs sqs = EmbeddedSqs.start(Tables.REGION);
        EmbeddedDynamo dynamoDb = EmbeddedDynamo.start();
        Services there = new Services(sqs.endpoint(), dynamoDb.endpoint(), "", "", "");
        AwsClients clients = new AwsClients(there.config());
        try (DynamoDbClient client = clients.dynamoDb(LONGEST_CALL)) {
            StoreTables.create(client, Tables.PREFIX);
            RegistryTables.create(client, Tables.PREFIX);
        }
        SqsClient receiver = clients.sqs(EventSource.RECEIVE_TIMEOUT);
        Queues queues = Queues.create(receiver, Queues.Rules.STANDARD);
        String probe = receiver.createQueue(queue -> queue.queueName("probe")).queueUrl();
        Services services =
                new Services(sqs.endpoint(), dynamoDb.endpoint(), queues.url(), queues.deadLetterUrl(), probe);
        DispatchHandler handler = DispatchHandler.start(Settings.read(services.environment(), DispatcherConfig::read));
        EventSource.start(
                receiver, queues, new HandlerFunction(handler, INVOCATION, InstantSource.system()), CONCURRENCY);
        System.out.println(services.toLine());
        awaitEndOfInput();
        System.exit(0);
    }

    private static void awaitEndOfInput() throws IOException {
        int said;
        do {
            said = System.in.read();
        } while (said >= 0);
    }
}

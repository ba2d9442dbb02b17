package io.groundswell.infra;

import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.dynamodb.TableV2;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.lambda.Architecture;
import software.amazon.awscdk.services.lambda.Code;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.lambda.Runtime;
import software.amazon.awscdk.services.lambda.eventsources.SqsEventSource;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.logs.RetentionDays;
import software.amazon.awscdk.services.secretsmanager.Secret;
import software.constructs.Construct;

/** The dispatcher function, its source of events, and the least that it may do. */
final class Dispatcher {
    static final int TIMEOUT_SECONDS = 30;

    /** One whole virtual CPU. */
    private static final int MEMORY_MIB = 1769;

    private static final int MESSAGES_AT_ONCE = 10;

    private final Function function;

    Dispatcher(Construct scope, InfraConfig config, Queues queues, Secret internalKey) {
        this.function = Function.Builder.create(scope, "Dispatcher")
                .runtime(Runtime.JAVA_25)
                .architecture(Architecture.ARM_64)
                .handler("io.groundswell.dispatch.DispatchHandler::handleRequest")
                .code(Code.fromAsset(config.dispatcherCode().toString()))
                .memorySize(MEMORY_MIB)
                .timeout(Duration.seconds(TIMEOUT_SECONDS))
                .environment(environment(config, queues, internalKey))
                .logGroup(logs(scope))
                .build();
        function.addEventSource(SqsEventSource.Builder.create(queues.events())
                .batchSize(MESSAGES_AT_ONCE)
                .reportBatchItemFailures(true)
                .build());
        queues.deadLetters().grantSendMessages(function);
    }

    /** What the adapters call, and no more: a read of one row is not yet leave to read them all. */
    void grantTables(Tables tables) {
        allow(
                tables.counters(),
                "dynamodb:BatchWriteItem",
                "dynamodb:GetItem",
                "dynamodb:PartiQLInsert",
                "dynamodb:PutItem",
                "dynamodb:Query");
        allow(tables.history(), "dynamodb:PartiQLInsert", "dynamodb:PutItem");
        allow(tables.likers(), "dynamodb:PartiQLInsert", "dynamodb:PutItem");
        allow(tables.nodes(), "dynamodb:GetItem", "dynamodb:Query", "dynamodb:UpdateItem");
        allow(tables.subscriptions(), "dynamodb:Query");
    }

    private void allow(TableV2 table, String... actions) {
        function.addToRolePolicy(PolicyStatement.Builder.create()
                .actions(List.of(actions))
                .resources(List.of(table.getTableArn()))
                .build());
    }

    /** The key is a reference that CloudFormation resolves; it stands in no template. */
    private static Map<String, String> environment(InfraConfig config, Queues queues, Secret internalKey) {
        return Map.of(
                "GROUNDSWELL_TABLE_PREFIX", config.tablePrefix(),
                "GROUNDSWELL_QUEUE_URL", queues.events().getQueueUrl(),
                "GROUNDSWELL_DEAD_LETTER_QUEUE_URL", queues.deadLetters().getQueueUrl(),
                "GROUNDSWELL_QUEUE_RETENTION_DAYS", Integer.toString(Queues.RETENTION_DAYS),
                "GROUNDSWELL_DEAD_LETTER_RETENTION_DAYS", Integer.toString(Queues.DEAD_LETTER_RETENTION_DAYS),
                "GROUNDSWELL_INTERNAL_KEY", internalKey.getSecretValue().unsafeUnwrap());
    }

    private static LogGroup logs(Construct scope) {
        return LogGroup.Builder.create(scope, "DispatcherLogs")
                .retention(RetentionDays.TWO_WEEKS)
                .removalPolicy(RemovalPolicy.DESTROY)
                .build();
    }
}

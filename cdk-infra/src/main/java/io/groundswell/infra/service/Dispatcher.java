package io.groundswell.infra.service;

import io.groundswell.infra.config.FunctionSize;
import io.groundswell.infra.config.Retention;
import io.groundswell.infra.rules.Suppressions;
import io.groundswell.infra.state.Queues;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import software.amazon.awscdk.Annotations;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.ec2.SecurityGroup;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.lambda.Alias;
import software.amazon.awscdk.services.lambda.Architecture;
import software.amazon.awscdk.services.lambda.CfnAlias;
import software.amazon.awscdk.services.lambda.Code;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.lambda.ProvisionedPollerConfig;
import software.amazon.awscdk.services.lambda.Runtime;
import software.amazon.awscdk.services.lambda.SnapStartConf;
import software.amazon.awscdk.services.lambda.VersionOptions;
import software.amazon.awscdk.services.lambda.eventsources.SqsEventSource;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.secretsmanager.Secret;

/**
 * The dispatcher function, its source of events, and the least that it may do. What runs is a published version, of which Lambda
 * keeps a snapshot taken after the function's start.
 */
final class Dispatcher {
    private static final int MESSAGES_AT_ONCE = 10;

    /** What Lambda needs to put a function into a network; it names no resource that could be given. */
    private static final List<String> NETWORK_CALLS = List.of(
            "ec2:AssignPrivateIpAddresses",
            "ec2:CreateNetworkInterface",
            "ec2:DeleteNetworkInterface",
            "ec2:DescribeNetworkInterfaces",
            "ec2:DescribeSubnets",
            "ec2:UnassignPrivateIpAddresses");

    private final SecurityGroup group;
    private final Function function;
    private final Alias live;

    Dispatcher(Place place) {
        this.group = place.group("Dispatcher", "Dispatchers, which post to nodes");
        Queues queues = place.state().queues();
        LogGroup logs = place.logs("Dispatcher");
        Role role = role(place, logs);
        String name = name(place);
        this.function = Function.Builder.create(place.scope(), "Dispatcher")
                .functionName(name)
                // The one before runs until the alias has left it, and is there to go back to.
                .currentVersionOptions(VersionOptions.builder()
                        .removalPolicy(RemovalPolicy.RETAIN)
                        .build())
                .runtime(Runtime.JAVA_25)
                .architecture(Architecture.ARM_64)
                .handler("io.groundswell.dispatch.DispatchHandler::handleRequest")
                .code(Code.fromAsset(place.config().artifacts().function().toString()))
                .memorySize(place.config().function().memoryMib())
                .timeout(Queues.INVOCATION)
                .environment(environment(place, queues, place.state().secrets().internalKey()))
                .logGroup(logs)
                .role(role)
                .vpc(place.network().vpc())
                .vpcSubnets(place.network().inside())
                .securityGroups(List.of(group))
                .snapStart(SnapStartConf.ON_PUBLISHED_VERSIONS)
                .build();
        Annotations.of(function)
                .acknowledgeWarning(
                        "@aws-cdk/aws-lambda:snapStartRequirePublish",
                        "What runs is the version that the alias names.");
        this.live = Alias.Builder.create(place.scope(), "DispatcherLive")
                .aliasName("live")
                .version(function.getCurrentVersion())
                .build();
        nameFunction(live, name);
        queues.deadLetters().grantSendMessages(function);
        TableRights.DISPATCHER.grant(function, place);
        live.addEventSource(source(queues, place.config().function()));
    }

    /**
     * By its name, not by a reference: LocalStack takes one to a function that changes for another function, and would make the
     * alias anew where only its version changes.
     */
    private static void nameFunction(Alias alias, String function) {
        ((CfnAlias) Objects.requireNonNull(alias.getNode().getDefaultChild())).setFunctionName(function);
    }

    static String name(Place place) {
        return place.config().name() + "-dispatcher";
    }

    /** Those who post to nodes. */
    SecurityGroup group() {
        return group;
    }

    Function function() {
        return function;
    }

    private static SqsEventSource source(Queues queues, FunctionSize size) {
        SqsEventSource.Builder source = SqsEventSource.Builder.create(queues.events())
                .batchSize(MESSAGES_AT_ONCE)
                .reportBatchItemFailures(true);
        if (size.mostAtOnce() > 0) {
            source.maxConcurrency(size.mostAtOnce());
        }
        if (size.hasProvisionedPollers()) {
            source.provisionedPollerConfig(ProvisionedPollerConfig.builder()
                    .minimumPollers(size.leastPollers())
                    .maximumPollers(size.mostPollers())
                    .build());
        }
        return source.build();
    }

    private static Role role(Place place, LogGroup logs) {
        Role role = Role.Builder.create(place.scope(), "DispatcherRole")
                .assumedBy(new ServicePrincipal("lambda.amazonaws.com"))
                .description("The dispatcher function")
                .build();
        logs.grantWrite(role);
        role.addToPolicy(PolicyStatement.Builder.create()
                .actions(NETWORK_CALLS)
                .resources(List.of("*"))
                .build());
        Suppressions.ofWildcards(
                role, "Lambda makes the interfaces itself; they have no names before.", List.of("Resource::*"));
        return role;
    }

    /** The key is a reference that CloudFormation resolves; it stands in no template. */
    private static Map<String, String> environment(Place place, Queues queues, Secret internalKey) {
        Retention retention = place.config().retention();
        return Map.ofEntries(
                Map.entry("GROUNDSWELL_TABLE_PREFIX", place.config().tablePrefix()),
                Map.entry("GROUNDSWELL_METRICS_NAMESPACE", place.site().metricsNamespace()),
                Map.entry("GROUNDSWELL_QUEUE_URL", queues.events().getQueueUrl()),
                Map.entry(
                        "GROUNDSWELL_DEAD_LETTER_QUEUE_URL",
                        queues.deadLetters().getQueueUrl()),
                Map.entry("GROUNDSWELL_QUEUE_RETENTION_DAYS", Integer.toString(retention.messageDays())),
                Map.entry("GROUNDSWELL_DEAD_LETTER_RETENTION_DAYS", Integer.toString(retention.deadLetterDays())),
                Map.entry("GROUNDSWELL_HISTORY_RETENTION_DAYS", Integer.toString(retention.historyDays())),
                Map.entry(
                        "GROUNDSWELL_LIKER_RECORDS",
                        Boolean.toString(retention.likers().areRecorded())),
                Map.entry(
                        "GROUNDSWELL_LIKER_RETENTION_DAYS",
                        Integer.toString(retention.likers().days())),
                Map.entry(
                        "GROUNDSWELL_DISPATCHERS",
                        Integer.toString(place.config().function().most())),
                Map.entry(
                        "GROUNDSWELL_INTERNAL_KEY", internalKey.getSecretValue().unsafeUnwrap()));
    }
}

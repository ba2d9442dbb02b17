package io.groundswell.infra.state;

import io.groundswell.infra.config.Retention;
import io.groundswell.infra.config.Site;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awscdk.ArnComponents;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.regioninfo.RegionInfo;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.sqs.DeadLetterQueue;
import software.amazon.awscdk.services.sqs.Queue;
import software.amazon.awscdk.services.sqs.QueueEncryption;
import software.constructs.Construct;

/**
 * The way from the API, and from other regions, to the dispatcher; and where it ends for a message that cannot be handled. Both
 * are standard queues: where messages carry a group, SQS is fair between groups without being told so here.
 */
public final class Queues {
    /** How long an invocation may take. */
    public static final Duration INVOCATION = Duration.seconds(30);

    /** The dispatcher's time limit six times over, as AWS advises, so that a throttled poller does not deliver twice. */
    private static final Duration VISIBILITY = Duration.seconds(180);

    /**
     * High, because the dispatcher itself sends poison to the dead-letter queue at once, and shortens the wait of what it
     * will try again to at most 30 s: a hundred receipts are most of an hour of an outage, or a crash loop.
     */
    private static final int MOST_RECEIPTS = 100;

    private final Queue deadLetters;
    private final Queue events;

    Queues(Construct scope, Site site) {
        Retention retention = site.config().retention();
        this.deadLetters = queue(scope, "DeadLetters")
                .queueName(site.deadLettersName())
                .retentionPeriod(Duration.days(retention.deadLetterDays()))
                .build();
        this.events = queue(scope, "Events")
                .queueName(site.eventsName())
                .retentionPeriod(Duration.days(retention.messageDays()))
                .visibilityTimeout(VISIBILITY)
                .deadLetterQueue(DeadLetterQueue.builder()
                        .queue(deadLetters)
                        .maxReceiveCount(MOST_RECEIPTS)
                        .build())
                .build();
        if (!site.others().isEmpty()) {
            events.addToResourcePolicy(mayBeSentToByTopicsOf(site, scope));
        }
    }

    public Queue deadLetters() {
        return deadLetters;
    }

    public Queue events() {
        return events;
    }

    private static Queue.Builder queue(Construct scope, String id) {
        return Queue.Builder.create(scope, id)
                .encryption(QueueEncryption.SQS_MANAGED)
                .enforceSsl(true);
    }

    private PolicyStatement mayBeSentToByTopicsOf(Site site, Construct scope) {
        List<String> topics = site.others().stream()
                .map(region -> Stack.of(scope)
                        .formatArn(ArnComponents.builder()
                                .service("sns")
                                .region(region)
                                .resource(site.eventsName())
                                .build()))
                .toList();
        return PolicyStatement.Builder.create()
                .principals(site.others().stream()
                        .flatMap(Queues::publishers)
                        .distinct()
                        .map(ServicePrincipal::new)
                        .toList())
                .actions(List.of("sqs:SendMessage"))
                .resources(List.of(events.getQueueArn()))
                .conditions(Map.of("ArnEquals", Map.of("aws:SourceArn", topics)))
                .build();
    }

    /** A region that an account has to opt into publishes under a name of its own. */
    private static Stream<String> publishers(String region) {
        boolean isOptIn = RegionInfo.get(region).getIsOptInRegion();
        return isOptIn ? Stream.of("sns." + region + ".amazonaws.com") : Stream.of("sns.amazonaws.com");
    }
}

package io.groundswell.infra;

import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.sqs.DeadLetterQueue;
import software.amazon.awscdk.services.sqs.Queue;
import software.amazon.awscdk.services.sqs.QueueEncryption;
import software.constructs.Construct;

/** The way from the API to the dispatcher, and where it ends for a message that cannot be handled. */
final class Queues {
    /** The dispatcher's time limit six times over, as AWS advises, so that a throttled poller does not deliver twice. */
    private static final Duration VISIBILITY = Duration.seconds(6 * Dispatcher.TIMEOUT_SECONDS);

    /** The dispatcher is told both: from them follows when a counter is old enough to be folded. */
    static final int RETENTION_DAYS = 4;

    static final int DEAD_LETTER_RETENTION_DAYS = 14;

    /**
     * High, because the dispatcher itself sends poison to the dead-letter queue at once, and shortens the wait of what it
     * will try again to at most 30 s: a hundred receipts are most of an hour of an outage, or a crash loop.
     */
    private static final int MOST_RECEIPTS = 100;

    private final Queue deadLetters;
    private final Queue events;

    Queues(Construct scope) {
        this.deadLetters = queue(scope, "DeadLetters")
                .retentionPeriod(Duration.days(DEAD_LETTER_RETENTION_DAYS))
                .build();
        this.events = queue(scope, "Events")
                .retentionPeriod(Duration.days(RETENTION_DAYS))
                .visibilityTimeout(VISIBILITY)
                .deadLetterQueue(DeadLetterQueue.builder()
                        .queue(deadLetters)
                        .maxReceiveCount(MOST_RECEIPTS)
                        .build())
                .build();
    }

    Queue deadLetters() {
        return deadLetters;
    }

    Queue events() {
        return events;
    }

    private static Queue.Builder queue(Construct scope, String id) {
        return Queue.Builder.create(scope, id)
                .encryption(QueueEncryption.SQS_MANAGED)
                .enforceSsl(true);
    }
}

package io.groundswell.local.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

class QueuesTest {
    /** docs/decisions/0019 has the arithmetic; the deployment's is the same. */
    @Test
    void standard_shouldLetAMessageComeAgainAHundredTimes() {
        assertThat(Queues.Rules.STANDARD.mostReceives()).isEqualTo(100);
    }

    @Test
    void create_shouldLeaveThemAsTheyAre_whenTheyAreThere() {
        String name = EmbeddedAws.freshQueueName();
        try (SqsClient sqs = EmbeddedAws.sqs()) {
            Queues first = Queues.create(sqs, new Queues.Rules(name, Duration.ofSeconds(7), 4));

            assertThat(Queues.create(sqs, new Queues.Rules(name, Duration.ofSeconds(9), 5)))
                    .isEqualTo(first);
            assertThat(sqs.getQueueAttributes(
                                    request -> request.queueUrl(first.url()).attributeNames(QueueAttributeName.ALL))
                            .attributes())
                    .containsEntry(QueueAttributeName.VISIBILITY_TIMEOUT, "7")
                    .hasEntrySatisfying(
                            QueueAttributeName.REDRIVE_POLICY,
                            policy -> assertThat(policy).contains(name + "-dead-letters", "4"));
        }
    }
}

package io.groundswell.dispatch;

import io.groundswell.dispatch.deliver.Delivery.Handover;
import io.groundswell.dispatch.deliver.DeliveryOutcome;
import io.groundswell.dispatch.deliver.DeliveryOutcome.Delivered;
import io.groundswell.dispatch.deliver.DeliveryOutcome.Gone;
import io.groundswell.dispatch.deliver.DeliveryOutcome.Missed;
import org.slf4j.Logger;

/**
 * One line per invocation, which metrics are made of.
 *
 * @param received how many messages came
 * @param failed how many of them come again
 * @param millis how long it took
 */
record InvocationLog(int received, Inbox inbox, Dispatch.Result result, int failed, long millis) {
    void write(Logger log) {
        log.atInfo()
                .addKeyValue("messages", received)
                .addKeyValue("topics", inbox.topics().size())
                .addKeyValue("poison", inbox.poison().size())
                .addKeyValue("failed", failed)
                .addKeyValue("delivered", number(Delivered.class))
                .addKeyValue("gone", number(Gone.class))
                .addKeyValue("missed", number(Missed.class))
                .addKeyValue("millis", millis)
                .log("dispatched");
    }

    private long number(Class<? extends DeliveryOutcome> outcome) {
        return result.handovers().stream()
                .map(Handover::outcome)
                .filter(outcome::isInstance)
                .count();
    }
}

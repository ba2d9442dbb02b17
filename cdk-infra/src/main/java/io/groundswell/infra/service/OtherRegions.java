package io.groundswell.infra.service;

import io.groundswell.infra.config.Site;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.ArnComponents;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.sns.CfnSubscription;

/**
 * This region's queue hears what the topics of all other regions publish for it: those of their messages whose attribute {@code
 * targets} names this region. A message arrives as it was published (raw).
 */
final class OtherRegions {
    /** The attribute by which a topic filters: the regions that have viewers, as a list of text. */
    static final String TARGETS = "targets";

    static void subscribe(Place place) {
        Site site = place.site();
        for (String other : site.others()) {
            CfnSubscription.Builder.create(place.scope(), "EventsOf-" + other)
                    // A subscription is made where its topic is.
                    .region(other)
                    .topicArn(Stack.of(place.scope())
                            .formatArn(ArnComponents.builder()
                                    .service("sns")
                                    .region(other)
                                    .resource(site.eventsName())
                                    .build()))
                    .protocol("sqs")
                    .endpoint(place.state().queues().events().getQueueArn())
                    .rawMessageDelivery(true)
                    .filterPolicy(Map.of(TARGETS, List.of(site.region())))
                    .build();
        }
    }

    private OtherRegions() {}
}

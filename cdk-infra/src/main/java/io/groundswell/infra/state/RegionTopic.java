package io.groundswell.infra.state;

import io.groundswell.infra.config.Site;
import software.amazon.awscdk.services.kms.Key;
import software.amazon.awscdk.services.sns.Topic;
import software.constructs.Construct;

/** What other regions hear of events that were accepted here: their queues subscribe to it, see {@code OtherRegions}. */
final class RegionTopic {
    RegionTopic(Construct scope, Site site, Key key) {
        Topic.Builder.create(scope, "EventsTopic")
                .topicName(site.eventsName())
                .masterKey(key)
                .enforceSsl(true)
                .build();
    }
}

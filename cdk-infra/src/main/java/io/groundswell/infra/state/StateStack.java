package io.groundswell.infra.state;

import io.groundswell.infra.config.Site;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.kms.Key;
import software.constructs.Construct;

/** What a region keeps. The first region's defines the global tables too, and their replicas in the others. */
public final class StateStack extends Stack {
    private final Key key;
    private final Queues queues;
    private final Secrets secrets;

    public StateStack(Construct scope, String id, StackProps props, Site site) {
        super(scope, id, props);
        new Tables(this, site);
        this.key = Key.Builder.create(this, "Key")
                .description("Encrypts what " + site.config().name() + " sends by topics")
                .enableKeyRotation(true)
                .build();
        // Alarms are told to a topic that it encrypts.
        key.grant(new ServicePrincipal("cloudwatch.amazonaws.com"), "kms:Decrypt", "kms:GenerateDataKey*");
        this.queues = new Queues(this, site);
        if (!site.others().isEmpty()) {
            new RegionTopic(this, site, key);
        }
        this.secrets = new Secrets(this, site);
    }

    /** Encrypts topics. */
    public Key key() {
        return key;
    }

    public Queues queues() {
        return queues;
    }

    public Secrets secrets() {
        return secrets;
    }
}

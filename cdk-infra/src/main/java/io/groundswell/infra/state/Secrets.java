package io.groundswell.infra.state;

import io.groundswell.infra.config.Site;
import io.groundswell.infra.rules.Suppressions;
import software.amazon.awscdk.services.secretsmanager.ReplicaRegion;
import software.amazon.awscdk.services.secretsmanager.Secret;
import software.amazon.awscdk.services.secretsmanager.SecretStringGenerator;
import software.constructs.Construct;

/** What is generated and never shown. Each value may be changed by hand, see docs/access.md. */
public final class Secrets {
    private static final int CHARACTERS = 64;

    private final Secret internalKey;

    Secrets(Construct scope, Site site) {
        this.internalKey = secret(scope, "InternalKey", "Signs what dispatchers post to nodes")
                .build();
        Suppressions.ofRotation(internalKey);
        if (site.isFirst() && site.config().tokens().areSignedWithAGeneratedSecret()) {
            Secret tokens = secret(scope, "TokenSecret", "Signs the access tokens of members (HS256)")
                    .secretName(site.tokenSecretName())
                    .replicaRegions(site.others().stream()
                            .map(region ->
                                    ReplicaRegion.builder().region(region).build())
                            .toList())
                    .build();
            Suppressions.ofRotation(tokens);
        }
    }

    /** Each region has its own, since dispatchers post to nodes of their region only. */
    public Secret internalKey() {
        return internalKey;
    }

    private static Secret.Builder secret(Construct scope, String id, String description) {
        return Secret.Builder.create(scope, id)
                .description(description)
                .generateSecretString(SecretStringGenerator.builder()
                        .passwordLength(CHARACTERS)
                        .excludePunctuation(true)
                        .build());
    }
}

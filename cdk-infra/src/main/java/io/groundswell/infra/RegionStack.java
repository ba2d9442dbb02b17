package io.groundswell.infra;

import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.secretsmanager.Secret;
import software.amazon.awscdk.services.secretsmanager.SecretStringGenerator;
import software.constructs.Construct;

/** What one region holds: the queue, the tables, and the dispatcher between them. */
public final class RegionStack extends Stack {
    private static final int KEY_CHARACTERS = 64;

    public RegionStack(Construct scope, String id, InfraConfig config) {
        super(scope, id);
        Tables tables = new Tables(this, config.tablePrefix());
        Queues queues = new Queues(this);
        Secret internalKey = Secret.Builder.create(this, "InternalKey")
                .description("Signs what dispatchers post to nodes")
                .generateSecretString(SecretStringGenerator.builder()
                        .passwordLength(KEY_CHARACTERS)
                        .excludePunctuation(true)
                        .build())
                .build();
        new Dispatcher(this, config, queues, internalKey).grantTables(tables);
    }
}

package io.groundswell.dispatch;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * The client of SQS, built when it is first asked for: an invocation in which nothing failed has no use for it, and no cold
 * start has to wait for it. Its lock guards it.
 */
final class LateSqs implements Supplier<SqsClient>, AutoCloseable {
    private final Supplier<SqsClient> build;
    private @Nullable SqsClient built;

    LateSqs(Supplier<SqsClient> build) {
        this.build = build;
    }

    @Override
    public synchronized SqsClient get() {
        SqsClient client = built == null ? build.get() : built;
        built = client;
        return client;
    }

    /** Nothing to do where none was built; none may be asked for any more. */
    @Override
    public synchronized void close() {
        if (built != null) {
            built.close();
        }
    }
}

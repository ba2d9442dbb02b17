package io.groundswell.store.dynamodb;

import io.groundswell.store.StoreException;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;

/** A call to DynamoDB that fails as the ports say. */
final class StoreCall {
    /** @param what is tried, for the message */
    static <T> T attempt(String what, Supplier<T> call) {
        try {
            return call.get();
        } catch (SdkException e) {
            throw new StoreException(what + ": failed (expected: an answer of DynamoDB)", e);
        }
    }

    static void attempt(String what, Runnable call) {
        attempt(what, () -> {
            call.run();
            return what;
        });
    }

    private StoreCall() {}
}

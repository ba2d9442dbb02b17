package io.groundswell.dispatch.metrics;

import java.util.concurrent.atomic.LongAdder;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/** Counts the calls of a client that ended because the service throttled them. Any thread may use it. */
public final class Throttles implements ExecutionInterceptor {
    private final LongAdder calls = new LongAdder();

    @Override
    public void onExecutionFailure(Context.FailedExecution failed, ExecutionAttributes attributes) {
        if (failed.exception() instanceof AwsServiceException refusal && refusal.isThrottlingException()) {
            calls.increment();
        }
    }

    /** How many there were since it was asked last. */
    public long sinceLast() {
        return calls.sumThenReset();
    }
}

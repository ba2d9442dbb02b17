package io.groundswell.dispatch.metrics;

import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.model.BatchExecuteStatementResponse;
import software.amazon.awssdk.services.dynamodb.model.BatchStatementErrorCodeEnum;
import software.amazon.awssdk.services.dynamodb.model.BatchStatementResponse;

/**
 * Counts the calls of a client that ended because the service throttled them, or some of their statements. Any thread may use
 * it.
 */
public final class Throttles implements ExecutionInterceptor {
    private static final Set<BatchStatementErrorCodeEnum> CODES = EnumSet.of(
            BatchStatementErrorCodeEnum.PROVISIONED_THROUGHPUT_EXCEEDED,
            BatchStatementErrorCodeEnum.REQUEST_LIMIT_EXCEEDED,
            BatchStatementErrorCodeEnum.THROTTLING_ERROR);

    private final LongAdder calls = new LongAdder();

    @Override
    public void onExecutionFailure(Context.FailedExecution failed, ExecutionAttributes attributes) {
        if (failed.exception() instanceof AwsServiceException refusal && refusal.isThrottlingException()) {
            calls.increment();
        }
    }

    @Override
    public void afterExecution(Context.AfterExecution ended, ExecutionAttributes attributes) {
        if (ended.response() instanceof BatchExecuteStatementResponse batch
                && batch.responses().stream().anyMatch(Throttles::isThrottled)) {
            calls.increment();
        }
    }

    private static boolean isThrottled(BatchStatementResponse statement) {
        return statement.error() != null && CODES.contains(statement.error().code());
    }

    /** How many there were since it was asked last. */
    public long sinceLast() {
        return calls.sumThenReset();
    }
}

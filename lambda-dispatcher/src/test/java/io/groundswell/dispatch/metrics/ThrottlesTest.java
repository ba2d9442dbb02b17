package io.groundswell.dispatch.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.InterceptorContext;
import software.amazon.awssdk.services.dynamodb.model.BatchExecuteStatementRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchExecuteStatementResponse;
import software.amazon.awssdk.services.dynamodb.model.BatchStatementErrorCodeEnum;
import software.amazon.awssdk.services.dynamodb.model.BatchStatementResponse;

class ThrottlesTest {
    private final Throttles throttles = new Throttles();

    @Test
    void afterExecution_shouldCountTheCallOnce_whenSomeOfItsStatementsAreThrottled() {
        answered();
        answered(
                BatchStatementErrorCodeEnum.THROTTLING_ERROR,
                BatchStatementErrorCodeEnum.PROVISIONED_THROUGHPUT_EXCEEDED);

        assertThat(throttles.sinceLast()).isEqualTo(1);
        assertThat(throttles.sinceLast()).isZero();
    }

    @Test
    void afterExecution_shouldCountNothing_whenStatementsFailForAnotherReason() {
        answered(BatchStatementErrorCodeEnum.DUPLICATE_ITEM, BatchStatementErrorCodeEnum.VALIDATION_ERROR);

        assertThat(throttles.sinceLast()).isZero();
    }

    /** One statement went well, and these did not. */
    private void answered(BatchStatementErrorCodeEnum... codes) {
        List<BatchStatementResponse> statements = new ArrayList<>();
        statements.add(BatchStatementResponse.builder().build());
        for (BatchStatementErrorCodeEnum code : codes) {
            statements.add(BatchStatementResponse.builder()
                    .error(error -> error.code(code))
                    .build());
        }
        throttles.afterExecution(
                InterceptorContext.builder()
                        .request(BatchExecuteStatementRequest.builder().build())
                        .response(BatchExecuteStatementResponse.builder()
                                .responses(statements)
                                .build())
                        .build(),
                new ExecutionAttributes());
    }
}

package io.groundswell.benchmarks.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchExecuteStatementResponse;
import software.amazon.awssdk.services.dynamodb.model.BatchStatementRequest;

class RecordsInProcessTest {
    private static final DynamoDbClient OUT_OF_REACH = (DynamoDbClient) Proxy.newProxyInstance(
            RecordsInProcessTest.class.getClassLoader(), new Class<?>[] {DynamoDbClient.class}, (_, method, _) -> {
                throw SdkClientException.create(method.getName());
            });

    private final RecordsInProcess records = RecordsInProcess.before(OUT_OF_REACH, 0);

    @Test
    void client_shouldAnswerEachInsertAndRememberIt() {
        BatchExecuteStatementResponse answer = records.client()
                .batchExecuteStatement(
                        call -> call.statements(List.of(insert(Marks.of(3)), insert(Marks.of(4)), insert("none"))));

        assertThat(answer.responses()).hasSize(3).allMatch(each -> each.error() == null);
        assertThat(records.count()).isEqualTo(2);
        records.clear();
        assertThat(records.count()).isZero();
    }

    @Test
    void client_shouldPassEverythingElseOn() {
        assertThatThrownBy(() -> records.client().getItem(get -> get.tableName("table")))
                .isInstanceOf(SdkClientException.class)
                .hasMessageContaining("getItem");
    }

    private static BatchStatementRequest insert(String text) {
        return BatchStatementRequest.builder()
                .statement("INSERT")
                .parameters(AttributeValue.fromS(text), AttributeValue.fromN("1"))
                .build();
    }
}

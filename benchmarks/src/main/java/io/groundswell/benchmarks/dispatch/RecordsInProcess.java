package io.groundswell.benchmarks.dispatch;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.BitSet;
import java.util.Collections;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchExecuteStatementRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchExecuteStatementResponse;
import software.amazon.awssdk.services.dynamodb.model.BatchStatementRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchStatementResponse;

/**
 * A client whose inserts are answered in this process after a while, each row as new, so that what the SDK and the loopback take for
 * one does not count; everything else goes on to the client behind it. Thread-safe.
 */
final class RecordsInProcess implements InvocationHandler {
    private static final BatchStatementResponse INSERTED =
            BatchStatementResponse.builder().build();

    private final DynamoDbClient behind;
    private final long latencyMillis;
    private final BitSet recorded = new BitSet();

    private RecordsInProcess(DynamoDbClient behind, long latencyMillis) {
        this.behind = behind;
        this.latencyMillis = latencyMillis;
    }

    /** Puts itself before the client, and remembers what is recorded. */
    static RecordsInProcess before(DynamoDbClient behind, long latencyMillis) {
        return new RecordsInProcess(behind, latencyMillis);
    }

    DynamoDbClient client() {
        return (DynamoDbClient) Proxy.newProxyInstance(
                DynamoDbClient.class.getClassLoader(), new Class<?>[] {DynamoDbClient.class}, this);
    }

    @Override
    public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
        if (method.getName().equals("batchExecuteStatement")) {
            return arguments[0] instanceof BatchExecuteStatementRequest request
                    ? insert(request)
                    : InvocationHandler.invokeDefault(proxy, method, arguments);
        }
        try {
            return method.invoke(behind, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private BatchExecuteStatementResponse insert(BatchExecuteStatementRequest request) throws InterruptedException {
        Thread.sleep(latencyMillis);
        for (BatchStatementRequest statement : request.statements()) {
            for (AttributeValue value : statement.parameters()) {
                if (value.s() != null) {
                    Marks.scan(value.s(), this::add);
                }
            }
        }
        return BatchExecuteStatementResponse.builder()
                .responses(Collections.nCopies(request.statements().size(), INSERTED))
                .build();
    }

    private synchronized void add(int number) {
        recorded.set(number);
    }

    synchronized int count() {
        return recorded.cardinality();
    }

    synchronized void clear() {
        recorded.clear();
    }
}

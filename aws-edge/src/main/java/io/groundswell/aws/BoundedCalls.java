package io.groundswell.aws;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * Lets so many calls of a client be under way, and fewer while they are slow. The others wait for a while before their own time begins
 * to run: a database that is slow answers late then, where without a bound it would work for callers who have gone. Thread-safe.
 */
final class BoundedCalls implements InvocationHandler {
    private final DynamoDbClient client;
    private final CallLimit limit;

    private BoundedCalls(DynamoDbClient client, CallLimit limit) {
        this.client = client;
        this.limit = limit;
    }

    static DynamoDbClient of(DynamoDbClient client, CallLimit limit) {
        return (DynamoDbClient) Proxy.newProxyInstance(
                BoundedCalls.class.getClassLoader(),
                new Class<?>[] {DynamoDbClient.class},
                new BoundedCalls(client, limit));
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
        if (method.getName().endsWith("Paginator")) {
            return InvocationHandler.invokeDefault(proxy, method, arguments); // each page comes back here as a call
        }
        if (method.getDeclaringClass() != DynamoDbClient.class || method.getParameterCount() == 0) {
            return callClient(method, arguments);
        }
        long entered = enter();
        try {
            return callClient(method, arguments);
        } finally {
            limit.leave(entered);
        }
    }

    private long enter() {
        try {
            return limit.enter();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw AbortedException.create("interrupted before the call (expected: to wait for others to end)", e);
        } catch (TimeoutException e) {
            throw SdkClientException.create("not called: " + e.getMessage(), e);
        }
    }

    private @Nullable Object callClient(Method method, Object @Nullable [] arguments) throws Throwable {
        try {
            return method.invoke(client, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}

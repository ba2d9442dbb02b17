package io.groundswell.store.dynamodb;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** A client that notes every request, and lets something happen before and after it. Thread-safe. */
final class WatchedDynamo {
    final List<SdkRequest> requests = new CopyOnWriteArrayList<>();
    volatile Watcher before = request -> {};
    volatile Watcher after = request -> {};
    private final DynamoDbClient real;

    /** May throw instead of the call. */
    interface Watcher {
        void see(SdkRequest request);
    }

    WatchedDynamo(DynamoDbClient real) {
        this.real = real;
    }

    DynamoDbClient client() {
        return (DynamoDbClient) Proxy.newProxyInstance(
                DynamoDbClient.class.getClassLoader(),
                new Class<?>[] {DynamoDbClient.class},
                (proxy, method, arguments) -> {
                    boolean isCall = arguments != null
                            && arguments.length == 1
                            && arguments[0] instanceof SdkRequest
                            && !method.getName().endsWith("Paginator");
                    try {
                        if (!isCall && method.isDefault()) {
                            return InvocationHandler.invokeDefault(proxy, method, arguments);
                        }
                        if (isCall) {
                            requests.add((SdkRequest) arguments[0]);
                            before.see((SdkRequest) arguments[0]);
                        }
                        Object answer = method.invoke(real, arguments);
                        if (isCall) {
                            after.see((SdkRequest) arguments[0]);
                        }
                        return answer;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}

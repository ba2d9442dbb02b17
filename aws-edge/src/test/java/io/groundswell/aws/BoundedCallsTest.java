package io.groundswell.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;

class BoundedCallsTest {
    private static final GetItemRequest GET = GetItemRequest.builder().build();

    private final Slow slow = new Slow();
    private final DynamoDbClient bounded = BoundedCalls.of(slow, atMost(2));

    @Test
    void call_shouldWait_whenAsManyAreUnderWayAsMay() throws InterruptedException {
        List<Thread> callers = IntStream.range(0, 5)
                .mapToObj(_ -> Thread.ofVirtual().start(() -> bounded.getItem(GET)))
                .toList();
        await().until(() -> slow.running.get() == 2);
        await().until(() -> callers.stream().allMatch(BoundedCallsTest::waits));
        assertThat(slow.begun).hasValue(2);

        slow.gate.countDown();
        for (Thread caller : callers) {
            caller.join();
        }
        assertThat(slow.begun).hasValue(5);
        assertThat(slow.most).hasValue(2);
    }

    @Test
    void call_shouldMakeRoom_whenItFails() {
        slow.gate.countDown();
        slow.broken = true;
        for (int i = 0; i < 5; i++) {
            assertThatThrownBy(() -> bounded.getItem(GET))
                    .isInstanceOf(SdkClientException.class)
                    .hasMessageContaining("by the test's wish");
        }
        assertThat(slow.begun).hasValue(5);
    }

    @Test
    void call_shouldFail_whenNoneEndsInTime() throws InterruptedException {
        CallLimit impatient = new CallLimit(2, Duration.ofHours(1), Duration.ofMillis(1), System::nanoTime);
        DynamoDbClient client = BoundedCalls.of(slow, impatient);
        List<Thread> callers = IntStream.range(0, 2)
                .mapToObj(_ -> Thread.ofVirtual().start(() -> client.getItem(GET)))
                .toList();
        await().until(() -> slow.running.get() == 2);

        assertThatThrownBy(() -> client.getItem(GET))
                .isInstanceOf(SdkClientException.class)
                .hasMessageContaining("none of 2 calls under way ended in PT0.001S");

        slow.gate.countDown();
        for (Thread caller : callers) {
            caller.join();
        }
        client.getItem(GET);
        assertThat(slow.begun).hasValue(3);
    }

    @Test
    void paginator_shouldTakeAPlaceForEachPageOnly() {
        slow.gate.countDown();
        DynamoDbClient one = BoundedCalls.of(slow, atMost(1));

        assertThat(one.queryPaginator(QueryRequest.builder().build()).items()).hasSize(2);
        assertThat(slow.begun).hasValue(2);
        assertThat(slow.most).hasValue(1);
    }

    @Test
    void call_shouldEnd_whenItsThreadIsInterruptedWhileItWaits() {
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> bounded.getItem(GET)).isInstanceOf(AbortedException.class);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(slow.begun).hasValue(0);
    }

    @Test
    void close_shouldCloseTheClient() {
        bounded.close();

        assertThat(slow.closed).isTrue();
        assertThat(bounded.serviceName()).isEqualTo("dynamodb");
    }

    private static boolean waits(Thread caller) {
        return caller.getState() == Thread.State.WAITING || caller.getState() == Thread.State.TIMED_WAITING;
    }

    private static CallLimit atMost(int calls) {
        return new CallLimit(calls, Duration.ofHours(1), Duration.ofHours(1), System::nanoTime);
    }

    /** Answers once its gate is open: two pages to a query. */
    private static final class Slow implements DynamoDbClient {
        private final CountDownLatch gate = new CountDownLatch(1);
        private final AtomicInteger begun = new AtomicInteger();
        private final AtomicInteger running = new AtomicInteger();
        private final AtomicInteger most = new AtomicInteger();
        private volatile boolean broken;
        private volatile boolean closed;

        @Override
        public GetItemResponse getItem(GetItemRequest request) {
            work();
            return GetItemResponse.builder().build();
        }

        @Override
        public QueryResponse query(QueryRequest request) {
            work();
            Map<String, AttributeValue> row = Map.of("n", AttributeValue.fromN("1"));
            return QueryResponse.builder()
                    .items(List.of(row))
                    .lastEvaluatedKey(request.hasExclusiveStartKey() ? Map.of() : row)
                    .build();
        }

        private void work() {
            begun.incrementAndGet();
            int now = running.incrementAndGet();
            most.accumulateAndGet(now, Math::max);
            try {
                gate.await();
                if (broken) {
                    throw SdkClientException.create("by the test's wish");
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } finally {
                running.decrementAndGet();
            }
        }

        @Override
        public String serviceName() {
            return "dynamodb";
        }

        @Override
        public void close() {
            closed = true;
        }
    }
}

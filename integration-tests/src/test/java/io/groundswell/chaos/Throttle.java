package io.groundswell.chaos;

import io.groundswell.chaos.ServiceProxy.Answer;
import io.groundswell.chaos.ServiceProxy.Call;
import io.groundswell.chaos.ServiceProxy.Front;
import java.io.IOException;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;

/** Before DynamoDB: refuses a share of the requests as DynamoDB does where there are too many, while it is told to. Any thread. */
final class Throttle implements Front {
    private static final double SHARE = 0.4;
    private static final Answer TOO_MUCH = new Answer(400, """
        {"__type":"com.amazonaws.dynamodb.v20120810#ProvisionedThroughputExceededException",\
        "message":"by the test's wish"}\
        """);

    private final Random random;
    private final AtomicInteger throttled = new AtomicInteger();
    private volatile boolean throttling;

    /** @param random may be drawn from by any thread */
    Throttle(Random random) {
        this.random = random;
    }

    void throttle(boolean now) {
        throttling = now;
    }

    int throttled() {
        return throttled.get();
    }

    @Override
    public Optional<Answer> meet(Call call) throws IOException, InterruptedException {
        if (throttling && random.nextDouble() < SHARE) {
            throttled.incrementAndGet();
            return Optional.of(TOO_MUCH);
        }
        return Optional.of(call.pass());
    }
}

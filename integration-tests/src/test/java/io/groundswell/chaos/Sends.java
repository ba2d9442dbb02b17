package io.groundswell.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.groundswell.chaos.ServiceProxy.Answer;
import io.groundswell.chaos.ServiceProxy.Call;
import java.io.IOException;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** Sends to SQS that do not go well. Any thread. */
final class Sends {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final double SHARE = 0.4;
    private static final int WAYS = 5;

    /** How long the API waits for an answer, as it does unless it is told otherwise. */
    static final long PATIENCE_MILLIS = 1_000;

    private static final long TOO_LONG_MILLIS = PATIENCE_MILLIS + 500;

    private static final long MORE_MILLIS = 1_000;
    private static final Answer THROTTLED =
            new Answer(400, "{\"__type\":\"com.amazonaws.sqs#RequestThrottled\",\"message\":\"by the test's wish\"}");

    private final Random random;
    private final AtomicInteger refused = new AtomicInteger();
    private final AtomicInteger unanswered = new AtomicInteger();
    private final AtomicInteger underWay = new AtomicInteger();
    private volatile Mode mode = Mode.TAKES;

    /** What becomes of a share of the sends. */
    enum Mode {
        TAKES,
        /** It is refused for certain, a batch as a whole or some of its entries. */
        REFUSES,
        /** It is taken, at once or late, and nobody says so in time. */
        LOSES_ANSWERS
    }

    /** @param random may be drawn from by any thread */
    Sends(Random random) {
        this.random = random;
    }

    void mode(Mode now) {
        mode = now;
    }

    Optional<Answer> meet(Call call) throws IOException, InterruptedException {
        underWay.incrementAndGet();
        try {
            Mode now = random.nextDouble() < SHARE ? mode : Mode.TAKES;
            return switch (now) {
                case TAKES -> Optional.of(call.pass());
                case REFUSES -> Optional.of(refuse(call));
                case LOSES_ANSWERS -> lose(call);
            };
        } finally {
            underWay.decrementAndGet();
        }
    }

    private Answer refuse(Call call) throws IOException, InterruptedException {
        refused.incrementAndGet();
        JsonNode request = JSON.readTree(call.body());
        boolean several = request.path("Entries").size() > 1;
        return several && random.nextBoolean() ? refuseSome(call, (ObjectNode) request) : THROTTLED;
    }

    /** The first entry goes, of the others every second. */
    private Answer refuseSome(Call call, ObjectNode request) throws IOException, InterruptedException {
        ArrayNode passed = JSON.createArrayNode();
        ArrayNode failed = JSON.createArrayNode();
        for (JsonNode entry : request.path("Entries")) {
            if (passed.isEmpty() || random.nextBoolean()) {
                passed.add(entry);
            } else {
                failed.addObject()
                        .put("Id", entry.path("Id").asText())
                        .put("SenderFault", false)
                        .put("Code", "RequestThrottled");
            }
        }
        request.set("Entries", passed);
        Answer answer = call.service().ask(JSON.writeValueAsString(request));
        ObjectNode said = (ObjectNode) JSON.readTree(answer.body());
        said.withArray("Failed").addAll(failed);
        return new Answer(answer.status(), JSON.writeValueAsString(said));
    }

    /** Broken off behind it, answered too late, or taken only after it had been given up. */
    private Optional<Answer> lose(Call call) throws IOException, InterruptedException {
        unanswered.incrementAndGet();
        int how = random.nextInt(WAYS);
        if (how == 0) {
            pass(TOO_LONG_MILLIS + random.nextLong(MORE_MILLIS));
            call.pass();
        } else {
            call.pass();
            pass(how == 1 ? TOO_LONG_MILLIS : 0);
        }
        return Optional.empty();
    }

    private static void pass(long millis) {
        long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        for (long left = until - System.nanoTime(); left > 0; left = until - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    /** Sends that SQS may still get. */
    int underWay() {
        return underWay.get();
    }

    int refused() {
        return refused.get();
    }

    int unanswered() {
        return unanswered.get();
    }
}

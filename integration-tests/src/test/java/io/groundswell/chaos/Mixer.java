package io.groundswell.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.groundswell.chaos.ServiceProxy.Answer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Makes of SQS's answers what SQS may answer: some messages come later than others sent after them, some once more, also long
 * after they were deleted, and all in any order. Guarded by its monitor.
 */
final class Mixer {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int OK = 200;
    private static final int MOST_IN_AN_ANSWER = 10;
    private static final int MOST_REMEMBERED = 2_000;
    private static final int MOST_REPEATS = 3;
    private static final double LATE = 0.08;
    private static final double REPEATING = 0.6;
    private static final long LONGEST_LATE = TimeUnit.SECONDS.toNanos(4);

    private final Random random;
    private final List<JsonNode> seen = new ArrayList<>();
    private final List<Late> late = new ArrayList<>();
    private int repeated;
    private int delayed;

    private record Late(JsonNode message, long due) {}

    Mixer(Random random) {
        this.random = random;
    }

    /** @param answer of ReceiveMessage */
    Answer mix(Answer answer) throws IOException {
        if (answer.status() != OK) {
            return answer;
        }
        ObjectNode tree = (ObjectNode) JSON.readTree(answer.body());
        ArrayNode mixed = JSON.createArrayNode().addAll(mix(tree.path("Messages"), System.nanoTime()));
        tree.set("Messages", mixed);
        return new Answer(OK, JSON.writeValueAsString(tree));
    }

    private synchronized List<JsonNode> mix(JsonNode received, long now) {
        List<JsonNode> messages = new ArrayList<>();
        for (JsonNode message : received) {
            if (random.nextDouble() < LATE) {
                late.add(new Late(message, now + random.nextLong(LONGEST_LATE)));
                delayed++;
            } else {
                messages.add(message);
            }
        }
        addDue(messages, now);
        addRepeats(messages);
        received.forEach(this::remember);
        Collections.shuffle(messages, random);
        return messages;
    }

    private void addDue(List<JsonNode> messages, long now) {
        List<Late> due = late.stream()
                .filter(one -> one.due() <= now)
                .limit(MOST_IN_AN_ANSWER - messages.size())
                .toList();
        late.removeAll(due);
        due.forEach(one -> addOnce(messages, one.message()));
    }

    private void addRepeats(List<JsonNode> messages) {
        if (messages.isEmpty() || random.nextDouble() >= REPEATING) {
            return;
        }
        for (int i = 0; i < MOST_REPEATS && messages.size() < MOST_IN_AN_ANSWER && !seen.isEmpty(); i++) {
            if (addOnce(messages, seen.get(random.nextInt(seen.size())))) {
                repeated++;
            }
        }
    }

    /** No answer names a message twice. */
    private static boolean addOnce(List<JsonNode> messages, JsonNode message) {
        Set<String> ids = new HashSet<>();
        messages.forEach(each -> ids.add(id(each)));
        return !ids.contains(id(message)) && messages.add(message);
    }

    private static String id(JsonNode message) {
        return message.path("MessageId").asText();
    }

    private void remember(JsonNode message) {
        if (seen.size() < MOST_REMEMBERED) {
            seen.add(message);
        } else {
            seen.set(random.nextInt(MOST_REMEMBERED), message);
        }
    }

    @Override
    public synchronized String toString() {
        return repeated + " messages repeated, " + delayed + " delayed";
    }

    synchronized int repeated() {
        return repeated;
    }

    synchronized int delayed() {
        return delayed;
    }
}

package io.groundswell.likes.accept;

import io.groundswell.event.Interval;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** Likes of one topic that travel in one packet, and who waits for its fate. Owned by the topic's loop. */
final class LikeGroup {
    /**
     * The first ones are as good a sample as any: a group is what arrived while one packet was under way, milliseconds.
     */
    private static final int ACTOR_SAMPLE = 64;

    private final Map<String, Long> counts = new HashMap<>();
    private final Set<String> actors = new LinkedHashSet<>();
    private final List<Consumer<Acceptance>> answers = new ArrayList<>();
    private long firstAt = Long.MAX_VALUE;
    private long lastAt = Long.MIN_VALUE;

    void add(Like like, Consumer<Acceptance> answer) {
        counts.merge(like.reaction(), 1L, Long::sum);
        if (actors.size() < ACTOR_SAMPLE) {
            actors.add(like.actor());
        }
        firstAt = Math.min(firstAt, like.acceptedAt());
        lastAt = Math.max(lastAt, like.acceptedAt());
        answers.add(answer);
    }

    boolean isEmpty() {
        return answers.isEmpty();
    }

    Map<String, Long> counts() {
        return counts;
    }

    Interval interval() {
        return new Interval(List.copyOf(actors), firstAt, lastAt);
    }

    void answer(Acceptance acceptance) {
        answers.forEach(answer -> answer.accept(acceptance));
    }
}

package io.groundswell.likes.accept;

import io.groundswell.event.Interval;
import io.groundswell.event.MemberLike;
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

    /** Topic, replica, times and the counts of 64 reactions, each as long as can be. */
    private static final int MOST_HEAD_BYTES = 6_784;

    /** Of a name in a list, besides its characters, none of which is escaped. */
    private static final int QUOTED_BYTES = 3;

    /** Of a record of who liked, besides the name: when it was, and punctuation. */
    private static final int LIKER_BYTES = 12;

    /** Of a reaction, besides its name twice: its count, and the frame of its likers. */
    private static final int REACTION_BYTES = 32;

    private final boolean recording;
    private final int mostNameBytes;
    private final Map<String, Long> counts = new HashMap<>();
    private final Set<String> actors = new LinkedHashSet<>();
    private final Map<String, MemberLike> likers = new HashMap<>();
    private final List<Consumer<Acceptance>> answers = new ArrayList<>();
    private int nameBytes;
    private int reactionBytes;
    private long firstAt = Long.MAX_VALUE;
    private long lastAt = Long.MIN_VALUE;

    LikeGroup(PackingConfig config) {
        this.recording = config.likerRecords();
        this.mostNameBytes = config.packetBytes() - MOST_HEAD_BYTES;
    }

    /** Adds a like, unless it is to be recorded and the packet would be too large with it. */
    boolean add(Like like, Consumer<Acceptance> answer) {
        if (!addName(like)) {
            return false;
        }
        if (counts.merge(like.reaction(), 1L, Long::sum) == 1L) {
            reactionBytes += 2 * like.reaction().length() + REACTION_BYTES;
        }
        firstAt = Math.min(firstAt, like.acceptedAt());
        lastAt = Math.max(lastAt, like.acceptedAt());
        answers.add(answer);
        return true;
    }

    private boolean addName(Like like) {
        String actor = like.actor();
        boolean shown = actors.size() < ACTOR_SAMPLE && !actors.contains(actor);
        int more = shown ? actor.length() + QUOTED_BYTES : 0;
        if (recording) {
            more += likers.containsKey(actor) ? 0 : actor.length() + LIKER_BYTES;
            if (nameBytes + more > mostNameBytes) {
                return false;
            }
            likers.merge(actor, new MemberLike(like.reaction(), like.acceptedAt()), MemberLike::merge);
        }
        if (shown) {
            actors.add(actor);
        }
        nameBytes += more;
        return true;
    }

    int size() {
        return answers.size();
    }

    /** Of its names and counts on the wire, at most. */
    int bytes() {
        return nameBytes + reactionBytes;
    }

    /** When the last of them was accepted, in milliseconds since 1970. */
    long lastAt() {
        return lastAt;
    }

    Map<String, Long> counts() {
        return counts;
    }

    Interval interval() {
        return new Interval(List.copyOf(actors), firstAt, lastAt, likers);
    }

    void answer(Acceptance acceptance) {
        answers.forEach(answer -> answer.accept(acceptance));
    }
}

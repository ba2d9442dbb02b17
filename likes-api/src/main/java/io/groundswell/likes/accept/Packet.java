package io.groundswell.likes.accept;

import io.groundswell.event.Batch;
import io.groundswell.event.Topic;
import io.groundswell.event.TopicUpdate;
import io.groundswell.event.wire.BatchCodec;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One message on its way: it is sent as it is, again and again, until its fate is known or the attempts are used up. Owned by
 * a loop.
 */
final class Packet {
    /** SQS takes no longer names of groups. */
    private static final int MOST_GROUP_CHARACTERS = 128;

    private final List<Parcel> parcels;
    private final Message message;
    private int attempts;
    private boolean doubtful;

    /** @param groups whether a packet of one topic names it as its group */
    Packet(List<Parcel> parcels, boolean groups) {
        this.parcels = parcels;
        Map<Topic, TopicUpdate> topics = new HashMap<>();
        parcels.forEach(parcel -> topics.merge(parcel.topic(), parcel.update(), TopicUpdate::merge));
        byte[] body = BatchCodec.encode(new Batch(Batch.Stages.NONE, topics));
        Optional<String> group = groups && topics.size() == 1
                ? Optional.of(groupOf(parcels.getFirst().topic()))
                : Optional.empty();
        this.message = new Message(new String(body, StandardCharsets.UTF_8), body.length, group);
    }

    /** The end of a name tells topics apart better than its beginning. */
    private static String groupOf(Topic topic) {
        String name = topic.toString();
        return name.substring(Math.max(0, name.length() - MOST_GROUP_CHARACTERS));
    }

    Message message() {
        return message;
    }

    /** Of attempts that have begun. */
    int attempts() {
        return attempts;
    }

    void attempting() {
        attempts++;
        parcels.forEach(parcel -> parcel.owner().attempting());
    }

    /**
     * What the end of an attempt means. After one of unknown outcome a refusal says nothing about the attempts before.
     *
     * @return the packet's fate, or empty where it has to be sent again
     */
    Optional<SendOutcome> fate(SendOutcome outcome, int mostAttempts) {
        if (outcome instanceof SendOutcome.Accepted) {
            return Optional.of(outcome);
        }
        doubtful |= outcome instanceof SendOutcome.Unknown;
        boolean repeat = doubtful
                || (outcome instanceof SendOutcome.Refused refused
                        && refused.reason().isWorthRepeating());
        if (repeat && attempts < mostAttempts) {
            return Optional.empty();
        }
        return Optional.of(
                doubtful
                        ? new SendOutcome.Unknown("attempts: " + attempts + " (expected: one with a known outcome)")
                        : outcome);
    }

    void settled(SendOutcome outcome) {
        parcels.forEach(parcel -> parcel.owner().settled(outcome));
    }
}

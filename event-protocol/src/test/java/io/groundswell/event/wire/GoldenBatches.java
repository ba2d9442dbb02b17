package io.groundswell.event.wire;

import io.groundswell.event.Archive;
import io.groundswell.event.Batch;
import io.groundswell.event.CountedState;
import io.groundswell.event.DurableEvent;
import io.groundswell.event.DurableEvents;
import io.groundswell.event.EventId;
import io.groundswell.event.EventKind;
import io.groundswell.event.Interval;
import io.groundswell.event.IntervalId;
import io.groundswell.event.LatestKey;
import io.groundswell.event.LatestState;
import io.groundswell.event.MemberLike;
import io.groundswell.event.Register;
import io.groundswell.event.Replica;
import io.groundswell.event.ReplicaCount;
import io.groundswell.event.Topic;
import io.groundswell.event.TopicKind;
import io.groundswell.event.TopicUpdate;
import java.util.List;
import java.util.Map;

/** What each golden file means. Added to with the files, never changed. */
final class GoldenBatches {
    private static final Replica EAST = new Replica("us-east-1", "01HF7YAT00BOOT.1");
    private static final Replica WEST = new Replica("eu-west-1", "01HF7YAT00BOOT.27");
    private static final long NOON = 1_700_000_000_000L;
    private static final Replica BEGUN = Replica.begin("us-east-1", "01HF7YAT00BOOT", 3, NOON);

    /** Written by the encoder, which must still write them so. */
    static final Map<String, Batch> ENCODED = Map.of(
            "empty", new Batch(Batch.Stages.NONE, Map.of()),
            "counted", Batch.of(Topic.video("42"), counted()),
            "comments", Batch.of(Topic.video("42"), comments()),
            "latest", Batch.of(Topic.video("42"), latest()),
            "everything", everything(),
            "archived", Batch.of(Topic.video("42"), archived()),
            "likers", Batch.of(Topic.video("42"), likers()));

    /** Written by hand, as another build might write them. */
    static final Map<String, Batch> ACCEPTED = Map.of(
            "unknown-fields", Batch.of(Topic.video("42"), counted()),
            "repeated-topic", Batch.of(Topic.video("42"), counted()),
            "spaced", Batch.of(Topic.video("42"), comments()),
            "repeated-liker", Batch.of(Topic.video("42"), likers()));

    private static TopicUpdate counted() {
        return TopicUpdate.counted(
                new CountedState(Map.of(
                        EAST, new ReplicaCount(3, Map.of("like", 12L, "love", 1L)),
                        WEST, new ReplicaCount(1, Map.of("clap", 9_007_199_254_740_993L)))),
                Map.of(
                        new IntervalId(EAST, 2), new Interval(List.of("ann", "bob", "ann"), NOON, NOON + 17),
                        new IntervalId(EAST, 3), new Interval(List.of(), NOON + 20, NOON + 20)));
    }

    private static TopicUpdate archived() {
        return TopicUpdate.counted(
                new CountedState(
                        Map.of(BEGUN, new ReplicaCount(2, Map.of("like", 5L))),
                        Map.of(
                                "us-east-1", new Archive(NOON, Map.of("like", 1_000L, "wow", 2L)),
                                "eu-west-1", new Archive(NOON - 1, Map.of()))),
                Map.of());
    }

    private static TopicUpdate likers() {
        return TopicUpdate.counted(
                CountedState.of(BEGUN, new ReplicaCount(1, Map.of("like", 2L, "wow", 1L))),
                Map.of(
                        new IntervalId(BEGUN, 1),
                        new Interval(
                                List.of("ann", "bob"),
                                NOON,
                                NOON + 17,
                                Map.of(
                                        "ann", new MemberLike("wow", NOON + 17),
                                        "bob", new MemberLike("like", NOON + 3)))));
    }

    private static TopicUpdate comments() {
        return TopicUpdate.durable(DurableEvents.of(
                new DurableEvent(
                        new EventId("01HF7YAT0000000000000000G7.us-east-1"),
                        EventKind.COMMENT,
                        "ann",
                        NOON,
                        0,
                        "{\"text\":\"Grüße \uD83D\uDC4F, \\\"so\\\"\\n\"}"),
                new DurableEvent(
                        new EventId("01HF7YAT0000000000000000G8.eu-west-1"),
                        EventKind.COMMENT,
                        "bob",
                        NOON + 1,
                        NOON + 30,
                        "{\"text\":\"\"}")));
    }

    private static TopicUpdate latest() {
        return TopicUpdate.latest(new LatestState(Map.of(
                new LatestKey(EventKind.VIEWERS, "node-1"), new Register("1204", NOON, "node-1"),
                new LatestKey(EventKind.VIEWERS, "node-2"), new Register("0", NOON + 5, "node-2"),
                new LatestKey(EventKind.PRESENCE, "ann"),
                        new Register("{\"online\":true,\"since\":1.50}", NOON, "node-1"),
                new LatestKey(EventKind.TYPING, "ann"), new Register("true", NOON, "api-1"),
                new LatestKey(EventKind.SEEN, "ann"), new Register("null", NOON, "api-1"))));
    }

    private static Batch everything() {
        DurableEvent message = new DurableEvent(
                new EventId("01HF7YAT0000000000000000G9.us-east-1"),
                EventKind.MESSAGE,
                "ann",
                NOON,
                NOON + 8,
                "{\"text\":\"hello\"}");
        DurableEvent notification = new DurableEvent(
                new EventId("01HF7YAT0000000000000000GA.us-east-1"),
                EventKind.NOTIFICATION,
                "service",
                NOON,
                0,
                "{\"title\":\"live now\",\"link\":{\"video\":42}}");
        return new Batch(
                new Batch.Stages(NOON + 7, NOON + 8),
                Map.of(
                        Topic.video("42"),
                        counted().merge(comments()).merge(latest()),
                        new Topic(TopicKind.CONVERSATION, "a~b_c.d-e"),
                        TopicUpdate.durable(DurableEvents.of(message)),
                        new Topic(TopicKind.MEMBER, "ann"),
                        TopicUpdate.durable(DurableEvents.of(notification)),
                        new Topic(TopicKind.PRESENCE, "ann"),
                        TopicUpdate.EMPTY));
    }

    private GoldenBatches() {}
}

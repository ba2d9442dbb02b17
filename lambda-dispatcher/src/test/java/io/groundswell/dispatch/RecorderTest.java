package io.groundswell.dispatch;

import static io.groundswell.dispatch.Updates.comment;
import static io.groundswell.dispatch.Updates.likedBy;
import static io.groundswell.dispatch.Updates.likes;
import static org.assertj.core.api.Assertions.assertThat;

import io.groundswell.event.CountedState;
import io.groundswell.event.DurableEvent;
import io.groundswell.event.DurableEvents;
import io.groundswell.event.EventId;
import io.groundswell.event.MemberLike;
import io.groundswell.event.Topic;
import io.groundswell.event.TopicUpdate;
import io.groundswell.store.Counters;
import io.groundswell.store.History;
import io.groundswell.store.Likers;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What one invocation writes: every key once. */
class RecorderTest {
    private static final Topic ONE = Topic.video("1");
    private static final Topic TWO = Topic.video("2");
    private static final TopicUpdate LIKED_BY_ANN = likedBy("r.1", 1, Map.of("ann", new MemberLike("like", 1)));

    private final List<String> writes = Collections.synchronizedList(new ArrayList<>());

    @Test
    void record_shouldWriteEachKeyOnce_whenManyMessagesBringTheSame() {
        Map<Topic, TopicUpdate> merged = new HashMap<>();
        for (long ordinal = 1; ordinal <= 10; ordinal++) {
            Map<String, MemberLike> ann = Map.of("ann", new MemberLike("like", ordinal));
            merged.merge(ONE, likedBy("r.1", ordinal, ann), TopicUpdate::merge);
            merged.merge(ONE, likes("s.1", ordinal, ordinal), TopicUpdate::merge);
            merged.merge(TWO, comment(ordinal % 2), TopicUpdate::merge);
        }

        Recorder recorder = recorder(Optional.of(new Members()));
        recorder.record(merged);
        recorder.note(merged);

        assertThat(writes)
                .containsExactlyInAnyOrder(
                        "video:1 us-east-1#r.1 10",
                        "video:1 us-east-1#s.1 10",
                        "video:1 ann 10",
                        "video:2 " + id(0),
                        "video:2 " + id(1));
    }

    @Test
    void record_shouldWriteNoLikers_always() {
        assertThat(recorder(Optional.of(new Members())).record(Map.of(ONE, LIKED_BY_ANN)))
                .isEmpty();

        assertThat(writes).containsExactly("video:1 us-east-1#r.1 1");
    }

    @Test
    void note_shouldWriteNothing_whenLikersAreNotRecorded() {
        assertThat(recorder(Optional.empty()).note(Map.of(ONE, LIKED_BY_ANN))).isEmpty();

        assertThat(writes).isEmpty();
    }

    private static String id(long number) {
        return comment(number).durable().byId().keySet().iterator().next().value();
    }

    private Recorder recorder(Optional<Likers> likers) {
        return new Recorder(new Counts(), new Events(), likers);
    }

    private final class Counts implements Counters {
        @Override
        public Set<Topic> raise(Map<Topic, CountedState> counted) {
            counted.forEach((topic, state) -> state.replicas()
                    .forEach((replica, count) -> writes.add(topic + " " + replica + " " + count.ordinal())));
            return Set.of();
        }

        @Override
        public CountedState read(Topic topic) {
            throw new UnsupportedOperationException();
        }
    }

    private final class Members implements Likers {
        @Override
        public Set<Topic> note(Map<Topic, Map<String, MemberLike>> likers) {
            likers.forEach((topic, members) ->
                    members.forEach((member, like) -> writes.add(topic + " " + member + " " + like.acceptedAt())));
            return Set.of();
        }

        @Override
        public Optional<Liker> find(Topic topic, String member) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<Liker> list(Topic topic, Optional<String> after, int limit) {
            throw new UnsupportedOperationException();
        }
    }

    private final class Events implements History {
        @Override
        public Set<Topic> keep(Map<Topic, DurableEvents> events) {
            events.forEach((topic, each) -> each.all().forEach(event -> writes.add(topic + " " + event.id())));
            return Set.of();
        }

        @Override
        public List<DurableEvent> newest(Topic topic, Optional<EventId> before, int limit) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<DurableEvent> since(Topic topic, long acceptedFrom, Optional<EventId> after, int limit) {
            throw new UnsupportedOperationException();
        }

        @Override
        public OptionalLong latestLate(Topic topic) {
            throw new UnsupportedOperationException();
        }

        @Override
        public long count(Topic topic) {
            throw new UnsupportedOperationException();
        }
    }
}

package io.groundswell.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundswell.event.MergeLaws.ForEachSeed;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class TopicUpdateTest {
    @ForEachSeed
    void merge_shouldBeCommutativeAssociativeAndIdempotent_whenGenerated(long seed) {
        MergeLaws.assertHold(seed, RandomStates::topicUpdate, TopicUpdate::merge);
    }

    @Test
    void merge_shouldKeepEveryInterval_whenPacketsOfOneReplicaAreMerged() {
        Replica replica = new Replica("us-east-1", "boot.1");
        TopicUpdate first = packet(replica, 1, "ann");
        TopicUpdate second = packet(replica, 2, "bob");

        TopicUpdate merged = second.merge(first).merge(first);

        assertThat(merged.intervals().values()).flatExtracting(Interval::actors).containsExactly("ann", "bob");
        assertThat(merged.counted().totals()).containsEntry("like", 2L);
    }

    @Test
    void withoutLikers_shouldKeepEverythingElse_whenThereAreSome() {
        Replica replica = new Replica("us-east-1", "boot.1");
        IntervalId first = new IntervalId(replica, 1);
        IntervalId second = new IntervalId(replica, 2);
        TopicUpdate update = TopicUpdate.counted(
                CountedState.EMPTY,
                Map.of(
                        first,
                        new Interval(List.of("ann"), 1, 2, Map.of("ann", new MemberLike("like", 1))),
                        second,
                        new Interval(List.of("ann"), 3, 4, Map.of("ann", new MemberLike("wow", 3)))));

        assertThat(update.likers()).isEqualTo(Map.of("ann", new MemberLike("wow", 3)));
        assertThat(update.withoutLikers().likers()).isEmpty();
        assertThat(update.withoutLikers().intervals())
                .isEqualTo(
                        Map.of(first, new Interval(List.of("ann"), 1, 2), second, new Interval(List.of("ann"), 3, 4)));
    }

    @Test
    void isEmpty_shouldBeFalse_whenAnyStateIsNot() {
        assertThat(TopicUpdate.EMPTY.isEmpty()).isTrue();
        assertThat(packet(new Replica("us-east-1", "boot.1"), 1, "ann").isEmpty())
                .isFalse();
        assertThat(TopicUpdate.latest(new LatestState(
                                Map.of(new LatestKey(EventKind.VIEWERS, "n"), new Register("1", 1, "n"))))
                        .isEmpty())
                .isFalse();
        DurableEvent comment = new DurableEvent(
                new EventId("01HF7YAT0000000000000000G7.us-east-1"), EventKind.COMMENT, "ann", 1, 0, "{}");
        assertThat(TopicUpdate.durable(DurableEvents.of(comment)).isEmpty()).isFalse();
    }

    private static TopicUpdate packet(Replica replica, long ordinal, String actor) {
        return TopicUpdate.counted(
                CountedState.of(replica, new ReplicaCount(ordinal, Map.of("like", ordinal))),
                Map.of(new IntervalId(replica, ordinal), new Interval(List.of(actor), ordinal, ordinal)));
    }
}

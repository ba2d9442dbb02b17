package io.groundswell.likes.accept;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundswell.event.MemberLike;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LikeGroupTest {
    private final LikeGroup group = new LikeGroup(new PackingConfig(16_384, 1, true, false));
    private final LikeGroup recording = new LikeGroup(new PackingConfig(16_384, 1, true, true));

    @Test
    void counts_shouldBeExact_whenActorsAreSampled() {
        for (int i = 0; i < 100; i++) {
            assertThat(add(group, "member-" + i, i % 2 == 0 ? "like" : "wow")).isTrue();
        }

        assertThat(group.counts()).containsEntry("like", 50L).containsEntry("wow", 50L);
        assertThat(group.interval().actors())
                .hasSize(64)
                .doesNotHaveDuplicates()
                .startsWith("member-0");
    }

    @Test
    void interval_shouldNameAnActorOnce_whenTheyActedTwice() {
        var _ = group.add(new Like("like", "ann", 7), ignored -> {});
        var _ = group.add(new Like("wow", "ann", 5), ignored -> {});

        assertThat(group.interval().actors()).containsExactly("ann");
        assertThat(group.interval().firstAt()).isEqualTo(5);
        assertThat(group.interval().lastAt()).isEqualTo(7);
    }

    @Test
    void add_shouldRefuse_whenEverybodyIsRecordedAndThereIsNoRoomForAnother() {
        int taken = 0;
        while (add(recording, "member-" + (100_000 + taken), "like")) {
            taken++;
        }

        assertThat(taken).isBetween(300, 400);
        assertThat(recording.size()).isEqualTo(taken);
        assertThat(recording.interval().actors()).hasSize(64);
        assertThat(recording.interval().likers()).hasSize(taken);
        assertThat(add(recording, "member-100000", "wow"))
                .as("recorded already")
                .isTrue();
        assertThat(recording.counts()).containsEntry("wow", 1L);
        assertThat(recording.bytes()).isLessThan(16_384);
    }

    @Test
    void interval_shouldRecordWhatAMemberDidLast_whenTheyActedTwice() {
        var _ = recording.add(new Like("like", "ann", 5), ignored -> {});
        var _ = recording.add(new Like("wow", "ann", 7), ignored -> {});

        assertThat(recording.interval().likers()).containsExactly(Map.entry("ann", new MemberLike("wow", 7)));
    }

    @Test
    void interval_shouldRecordNobody_whenThatIsOff() {
        var _ = group.add(new Like("like", "ann", 5), ignored -> {});

        assertThat(group.interval().likers()).isEmpty();
    }

    private static boolean add(LikeGroup to, String actor, String reaction) {
        return to.add(new Like(reaction, actor, 1), ignored -> {});
    }
}

package io.groundswell.likes.accept;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LikeGroupTest {
    private final LikeGroup group = new LikeGroup();

    @Test
    void counts_shouldBeExact_whenActorsAreSampled() {
        for (int i = 0; i < 100; i++) {
            group.add(new Like(i % 2 == 0 ? "like" : "wow", "member-" + i, i), ignored -> {});
        }

        assertThat(group.counts()).containsEntry("like", 50L).containsEntry("wow", 50L);
        assertThat(group.interval().actors())
                .hasSize(64)
                .doesNotHaveDuplicates()
                .startsWith("member-0");
    }

    @Test
    void interval_shouldNameAnActorOnce_whenTheyActedTwice() {
        group.add(new Like("like", "ann", 7), ignored -> {});
        group.add(new Like("wow", "ann", 5), ignored -> {});

        assertThat(group.interval().actors()).containsExactly("ann");
        assertThat(group.interval().firstAt()).isEqualTo(5);
        assertThat(group.interval().lastAt()).isEqualTo(7);
    }
}

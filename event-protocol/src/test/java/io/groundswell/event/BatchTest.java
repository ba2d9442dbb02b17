package io.groundswell.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundswell.event.MergeLaws.ForEachSeed;
import org.junit.jupiter.api.Test;

final class BatchTest {
    @ForEachSeed
    void merge_shouldBeCommutativeAssociativeAndIdempotentInItsTopics_whenGenerated(long seed) {
        MergeLaws.assertHold(
                seed, states -> new Batch(Batch.Stages.NONE, states.batch().topics()), Batch::merge);
    }

    @Test
    void merge_shouldKeepItsOwnStages_whenTheOtherHasOthers() {
        Batch received =
                new Batch(new Batch.Stages(5, 0), new RandomStates(1).batch().topics());
        Batch other =
                new Batch(new Batch.Stages(7, 8), new RandomStates(2).batch().topics());

        assertThat(received.merge(other).stages()).isEqualTo(new Batch.Stages(5, 0));
    }

    @Test
    void merge_shouldNotMixTopics_whenTheyDiffer() {
        TopicUpdate one = new RandomStates(1).topicUpdate();
        TopicUpdate two = new RandomStates(2).topicUpdate();

        Batch merged = Batch.of(Topic.video("1"), one).merge(Batch.of(Topic.video("2"), two));

        assertThat(merged.topics()).containsEntry(Topic.video("1"), one).containsEntry(Topic.video("2"), two);
    }
}

package io.groundswell.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class NodesTest {
    private final List<FakeNode> started = new CopyOnWriteArrayList<>();
    private final Nodes nodes = Nodes.start(3, "abc", this::node);

    @Test
    void all_shouldBeInTheOrderOfTheirPlaces_whenStarted() {
        assertThat(nodes.all()).extracting(RunningNode::id).containsExactly("node-1-abc", "node-2-abc", "node-3-abc");
    }

    @Test
    void follow_shouldStartAnotherInItsPlace_whenOneHasEnded() {
        RunningNode ended = nodes.all().get(1);
        ended.kill();

        RunningNode second = nodes.follow(ended);
        second.kill();
        nodes.follow(second);

        assertThat(nodes.all()).extracting(RunningNode::id).containsExactly("node-1-abc", "node-2-abc.3", "node-3-abc");
        assertThat(started).extracting(node -> node.number).containsExactlyInAnyOrder(1, 2, 3, 2, 2);
    }

    @Test
    void follow_shouldBeRefused_whenTheOtherRunsOrWasFollowed() {
        RunningNode first = nodes.all().getFirst();

        assertThatThrownBy(() -> nodes.follow(first))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("node: node-1-abc (expected: ");
        first.kill();
        nodes.follow(first);
        assertThatThrownBy(() -> nodes.follow(first)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void close_shouldEndAll_andLetNoneFollow() {
        nodes.close();

        assertThat(nodes.all()).noneMatch(RunningNode::isAlive);
        assertThatThrownBy(() -> nodes.follow(nodes.all().getFirst())).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void start_shouldEndWhatHasStarted_whenOneCannot() {
        List<FakeNode> before = List.copyOf(started);

        assertThatThrownBy(() -> Nodes.start(3, "abc", (number, id) -> {
                    if (number == 3) {
                        throw new LaunchException(id + ": not started", null);
                    }
                    return node(number, id);
                }))
                .isInstanceOf(LaunchException.class);

        assertThat(started.subList(before.size(), started.size())).noneMatch(RunningNode::isAlive);
    }

    private RunningNode node(int number, String id) {
        FakeNode node = new FakeNode(number, id);
        started.add(node);
        return node;
    }

    private static final class FakeNode implements RunningNode {
        private final int number;
        private final String id;
        private volatile boolean alive = true;

        FakeNode(int number, String id) {
            this.number = number;
            this.id = id;
        }

        @Override
        public String id() {
            return id;
        }

        @Override
        public OptionalLong pid() {
            return OptionalLong.empty();
        }

        @Override
        public boolean isAlive() {
            return alive;
        }

        @Override
        public void close() {
            alive = false;
        }

        @Override
        public void askToStop() {
            alive = false;
        }

        @Override
        public void kill() {
            alive = false;
        }

        @Override
        public void pause() {
            throw new IllegalStateException("node: " + id + " (expected: one that is never paused)");
        }

        @Override
        public void goOn() {
            throw new IllegalStateException("node: " + id + " (expected: one that is never paused)");
        }
    }
}

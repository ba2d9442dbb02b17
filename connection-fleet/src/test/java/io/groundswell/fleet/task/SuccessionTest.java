package io.groundswell.fleet.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundswell.registry.Node;
import io.groundswell.registry.Revision;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SuccessionTest {
    private static final long NOW = 100_000_000;
    private static final long SETTLED = NOW - Succession.SETTLED.toMillis();
    private static final int MOST = 1_000;

    private final List<Node> nodes = new ArrayList<>();

    @Test
    void isDue_shouldBeFalse_whenAllRunTheSame() {
        node("one", "a", 1, 500);
        node("two", "a", SETTLED, 500);

        assertThat(due("one", "two")).isEmpty();
    }

    @Test
    void isDue_shouldBeTrueForAsManyAsThereAreSuccessors_inTheOrderInWhichTheyBegan() {
        node("third", "a", 3, 100);
        node("first", "a", 1, 100);
        node("second", "a", 2, 100);
        node("new", "b", SETTLED, 0);

        assertThat(due("first", "second", "third", "new")).containsExactly("first");

        node("newer", "b", SETTLED, 0);

        assertThat(due("first", "second", "third")).containsExactly("first", "second");
    }

    @Test
    void isDue_shouldWaitForTheNext_whileAsManyDrainAsThereAreSuccessors() {
        drains("first", "a", 1, 100);
        node("second", "a", 2, 100);
        node("new", "b", SETTLED, 50);

        assertThat(due("second")).isEmpty();

        nodes.removeFirst();

        assertThat(due("second")).containsExactly("second");
    }

    /** A deployment for which there is too little room stops where it is, and those who are here stay where they are. */
    @Test
    void isDue_shouldBeFalse_whenThoseThatStayHaveNoRoom() {
        node("first", "a", 1, 900);
        node("second", "a", 2, 900);
        node("new", "b", SETTLED, 900);

        assertThat(due("first", "second")).isEmpty();

        node("newer", "b", SETTLED, 0);

        assertThat(due("first", "second")).containsExactly("first");
    }

    @Test
    void isDue_shouldBeTrue_whenOneNodeFollowsAnotherThatIsNearlyFull() {
        node("only", "a", 1, 950);
        node("new", "b", SETTLED, 0);

        assertThat(due("only")).containsExactly("only");
    }

    @Test
    void isDue_shouldBeFalse_whenTheSuccessorIsNotReachableYet() {
        node("old", "a", 1, 100);
        node("young", "b", SETTLED + 1, 0);

        assertThat(due("old")).isEmpty();
    }

    @Test
    void isDue_shouldBeTrue_whenTheSuccessorIsYoungAndHasViewers() {
        node("old", "a", 1, 100);
        node("young", "b", NOW - 1, 1);

        assertThat(due("old")).containsExactly("old");
    }

    @Test
    void isDue_shouldBeFalse_whenTheSuccessorDrainsOrIsDead() {
        node("old", "a", 1, 100);
        drains("draining", "b", SETTLED, 100);
        nodes.add(row("dead", new Revision("b", SETTLED), 100, false, NOW));

        assertThat(due("old")).isEmpty();
    }

    /** What is wanted then are nodes of the older revision that began later. */
    @Test
    void isDue_shouldBeTrueForTheNewerRevision_whenItIsRolledBack() {
        node("old", "a", 1, 100);
        node("failed", "b", 1_000, 100);
        node("again", "a", 2_000, 100);

        assertThat(due("failed", "again")).containsExactly("failed");
    }

    @Test
    void isDue_shouldBeFalse_whenTheNodeDoesNotKnowWhatItRuns() {
        node("old", "", 0, 100);
        node("new", "b", SETTLED, 0);

        assertThat(due("old")).isEmpty();
    }

    @Test
    void isDue_shouldBeFalse_whenTheNodeHasNoRow() {
        node("new", "b", SETTLED, 0);

        assertThat(due("unregistered")).isEmpty();
    }

    private List<String> due(String... ids) {
        return List.of(ids).stream()
                .filter(id -> new Succession(id, MOST, () -> Instant.ofEpochMilli(NOW)).isDue(nodes))
                .toList();
    }

    private void node(String id, String revision, long since, int streams) {
        nodes.add(row(id, new Revision(revision, since), streams, false, NOW + 1));
    }

    private void drains(String id, String revision, long since, int streams) {
        nodes.add(row(id, new Revision(revision, since), streams, true, NOW + 1));
    }

    private static Node row(String id, Revision revision, int streams, boolean draining, long leaseUntil) {
        return new Node(id, URI.create("http://" + id), id, leaseUntil, streams, draining, 1, revision);
    }
}

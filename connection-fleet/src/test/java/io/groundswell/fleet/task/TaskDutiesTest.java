package io.groundswell.fleet.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.groundswell.fleet.duty.Workers;
import io.groundswell.registry.Node;
import io.groundswell.registry.Revision;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TaskDutiesTest {
    private static final Duration TURN = Duration.ofMillis(20);

    private final EcsStandIn ecs = new EcsStandIn();
    private final Workers workers = new Workers(new Random(1));
    private final Crowd crowd = new Crowd();

    TaskDutiesTest() throws IOException {}

    @AfterEach
    void close() {
        workers.close();
        ecs.close();
    }

    @Test
    void own_shouldDiffer_whenTheDefinitionOfTheTaskDoes() {
        Revision first = own("");
        ecs.answers(200, "{\"Family\":\"nodes\",\"Revision\":\"18\"}");
        Revision second = own("");

        assertThat(first.name()).hasSize(8).isNotEqualTo(second.name());
        assertThat(first.since()).isPositive();
    }

    @Test
    void own_shouldBeWhatIsSet_whenItIs() {
        assertThat(own("blue").name()).isEqualTo(own("blue").name()).isNotEqualTo(own("").name());
    }

    @Test
    void own_shouldBeUnknown_whenEcsDoesNotSay() {
        ecs.answers(500, "{}");

        assertThat(own("")).isEqualTo(Revision.UNKNOWN);
    }

    @Test
    void own_shouldBeUnknown_outsideEcs() {
        try (TaskDuties duties = duties(new TaskConfig(Optional.empty(), Optional.empty(), "", 1))) {
            assertThat(duties.own()).isEqualTo(Revision.UNKNOWN);
        }
    }

    @Test
    void protect_shouldFollowTheViewers_whenItIsATask() {
        crowd.streams = 3;
        try (TaskDuties duties = duties(config(ecs.agent(), "", 3))) {
            duties.protect(crowd, workers, TURN);
            await().until(() -> ecs.asked.size() == 1);
            crowd.draining = true;
            await().until(() -> ecs.asked.size() == 2);
        }
        assertThat(ecs.asked.getFirst()).contains("true");
        assertThat(ecs.asked.getLast()).contains("false");
    }

    @Test
    void succession_shouldDrainTheNode_whenAnotherRevisionIsWanted() {
        try (TaskDuties duties = duties(config(ecs.agent(), "blue", 1))) {
            Revision green = new Revision("green", duties.own().since() + 1);
            duties.succession("old", 100, crowd).accept(List.of(row("old", duties.own()), row("new", green)));
        }

        assertThat(crowd.drained).containsExactly("another revision is wanted");
    }

    private Revision own(String set) {
        try (TaskDuties duties = duties(config(ecs.agent(), set, 1))) {
            return duties.own();
        }
    }

    private TaskConfig config(URI agent, String revision, int protectedFrom) {
        return new TaskConfig(Optional.of(agent), Optional.of(ecs.metadata()), revision, protectedFrom);
    }

    private static TaskDuties duties(TaskConfig config) {
        return new TaskDuties(config, InstantSource.system());
    }

    private static Node row(String id, Revision revision) {
        return new Node(id, URI.create("http://" + id), id, Long.MAX_VALUE, 1, false, 1, revision);
    }

    private static final class Crowd implements TaskDuties.Viewers {
        private final List<String> drained = new ArrayList<>();
        private volatile int streams;
        private volatile boolean draining;

        @Override
        public int streams() {
            return streams;
        }

        @Override
        public boolean isDraining() {
            return draining;
        }

        @Override
        public void drain(String why) {
            drained.add(why);
        }
    }
}

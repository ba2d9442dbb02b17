package io.groundswell.fleet.hub;

import io.groundswell.event.CountedState;
import io.groundswell.event.Topic;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** Asks the intake thread, whose topics they are. Immutable. */
final class HubTotals implements Totals {
    private final Intake intake;
    private final Topics topics;
    private final Collection<TopicLog> dirty;
    private final List<Runnable> afterRound;

    /**
     * @param dirty which topics have something to append at the round's end
     * @param afterRound what runs once that is published
     */
    HubTotals(Intake intake, Topics topics, Collection<TopicLog> dirty, List<Runnable> afterRound) {
        this.intake = intake;
        this.topics = topics;
        this.dirty = dirty;
        this.afterRound = afterRound;
    }

    @Override
    public CompletableFuture<Set<Topic>> moved() {
        CompletableFuture<Set<Topic>> answer = new CompletableFuture<>();
        intake.execute(() -> answer.complete(topics.moved()));
        return answer;
    }

    @Override
    public CompletableFuture<Healing> heal(Topic topic, CountedState counted) {
        CompletableFuture<Healing> answer = new CompletableFuture<>();
        intake.execute(() -> {
            Optional<TopicLog> kept = topics.find(topic);
            Healing healing = kept.map(log -> heal(log, counted)).orElse(Healing.GONE);
            afterRound.add(() -> answer.complete(healing));
        });
        return answer;
    }

    private Healing heal(TopicLog log, CountedState counted) {
        Map<String, Long> before = log.state.totals();
        log.state.baseline(counted, log.ready ? log.news() : new ArrayList<>());
        if (before.equals(log.state.totals())) {
            return Healing.SAME;
        }
        dirty.add(log);
        return Healing.HEALED;
    }
}

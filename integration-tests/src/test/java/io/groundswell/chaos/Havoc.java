package io.groundswell.chaos;

import static org.awaitility.Awaitility.await;

import io.groundswell.local.Platform;
import io.groundswell.local.RunningNode;
import io.groundswell.registry.RegistryException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Strikes one node after the other, each time with another blow, and puts a new one where one has gone. Owned by the test's thread. */
final class Havoc {
    private static final Duration LONGEST_STOP = Duration.ofSeconds(60);
    private static final Duration LONGEST_START = Duration.ofMinutes(2);
    private static final Duration AWAY = Duration.ofSeconds(2);

    private final Platform platform;
    private final Map<Blow, Integer> struck = new EnumMap<>(Blow.class);
    private final Map<String, Long> births = new HashMap<>();
    private int turn;

    /** What happens to a node. */
    enum Blow {
        /** It empties itself, and its place stays empty for a while. */
        DRAIN,
        /** It dies at once, and another comes in its place. */
        KILL,
        /** It empties itself, and another comes in its place at once. */
        RESTART
    }

    Havoc(Platform platform) {
        this.platform = platform;
    }

    /** For so long, and until each node and each blow has had its turn. */
    Havoc rage(Duration duration) {
        long until = System.nanoTime() + duration.toNanos();
        while (System.nanoTime() < until || turn < Blow.values().length) {
            strike();
        }
        return this;
    }

    private void strike() {
        List<RunningNode> nodes = platform.nodes();
        RunningNode victim = nodes.get(turn % nodes.size());
        int round = turn / nodes.size();
        Blow blow = Blow.values()[(turn + round) % Blow.values().length];
        turn++;
        struck.merge(blow, 1, Integer::sum);
        if (blow == Blow.KILL) {
            victim.kill();
        } else {
            victim.askToStop();
        }
        await().atMost(LONGEST_STOP).until(() -> !victim.isAlive());
        if (blow == Blow.DRAIN) {
            stayAway();
        }
        long now = System.currentTimeMillis();
        RunningNode follower = platform.follow(victim);
        births.put(follower.id(), now);
        awaitServing(follower);
    }

    private static void stayAway() {
        long until = System.nanoTime() + AWAY.toNanos();
        await().atMost(LONGEST_STOP).until(() -> System.nanoTime() > until);
    }

    private void awaitServing(RunningNode node) {
        await().atMost(LONGEST_START)
                .ignoreExceptionsInstanceOf(RegistryException.class)
                .until(() -> platform.status().nodes().stream()
                        .anyMatch(row -> row.id().equals(node.id())));
    }

    /** When the nodes were started that followed others, in milliseconds since 1970, by id. */
    Map<String, Long> births() {
        return Map.copyOf(births);
    }

    int blows() {
        return turn;
    }

    @Override
    public String toString() {
        return turn + " blows " + struck;
    }
}

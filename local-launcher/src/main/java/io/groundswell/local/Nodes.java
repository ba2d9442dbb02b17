package io.groundswell.local;

import io.groundswell.aws.Parallel;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;

/** A platform's nodes, each in a place of its own, where another may follow it. Its monitor guards who follows whom. */
final class Nodes implements AutoCloseable {
    private final String run;
    private final Starter starter;
    private final List<Place> places = new CopyOnWriteArrayList<>();
    private boolean closed;

    /** Starts a node, and returns as soon as it is on its way. */
    @FunctionalInterface
    interface Starter {
        /** @param number of the place, from 1 */
        RunningNode start(int number, String id);
    }

    /** @param turn which of the place's nodes it is, from 1 */
    private record Place(int number, int turn, RunningNode node) {}

    private Nodes(String run, Starter starter) {
        this.run = run;
        this.starter = starter;
    }

    /**
     * Starts them side by side.
     *
     * @param run tells their ids from those of other platforms
     */
    static Nodes start(int number, String run, Starter starter) {
        Nodes nodes = new Nodes(run, starter);
        List<Integer> numbers = IntStream.rangeClosed(1, number).boxed().toList();
        try {
            Parallel.map(numbers, number, place -> nodes.places.add(nodes.start(place, 1)));
            nodes.places.sort(Comparator.comparingInt(Place::number));
        } catch (RuntimeException e) {
            nodes.close();
            throw e;
        }
        return nodes;
    }

    private Place start(int number, int turn) {
        String id = "node-" + number + "-" + run + (turn == 1 ? "" : "." + turn);
        return new Place(number, turn, starter.start(number, id));
    }

    /** The newest of each place, in the order of their numbers, also those that have ended. */
    List<RunningNode> all() {
        return places.stream().map(Place::node).toList();
    }

    /** @see Platform#follow */
    synchronized RunningNode follow(RunningNode ended) {
        int index = all().indexOf(ended);
        if (closed || index < 0 || ended.isAlive()) {
            throw new IllegalStateException(
                    "node: " + ended.id() + " (expected: the newest of a running platform's place, and ended)");
        }
        Place before = places.get(index);
        Place next = start(before.number(), before.turn() + 1);
        places.set(index, next);
        return next.node();
    }

    /** All at once, for each takes its time. */
    @Override
    public synchronized void close() {
        closed = true;
        if (!places.isEmpty()) {
            Parallel.map(all(), places.size(), node -> {
                node.close();
                return node;
            });
        }
    }
}

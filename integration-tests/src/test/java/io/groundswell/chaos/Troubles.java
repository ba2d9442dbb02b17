package io.groundswell.chaos;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.IntSupplier;

/** Brings one trouble after the other, two at a time, in an order that chance decides. Owned by the test's thread. */
final class Troubles {
    private static final Duration TURN = Duration.ofSeconds(1);
    private static final Duration LONGEST_TURN = Duration.ofSeconds(30);

    private final List<Trouble> all;
    private final Random random;
    private int turns;

    /**
     * Something that does not work for a while.
     *
     * @param struck how often somebody has met it, all turns together
     */
    record Trouble(String name, Runnable begin, Runnable end, IntSupplier struck) {}

    Troubles(List<Trouble> all, Random random) {
        this.all = all;
        this.random = random;
    }

    /** For so long, and until each has had its turn. */
    void rage(Duration duration) {
        long until = System.nanoTime() + duration.toNanos();
        do {
            List<Trouble> order = new ArrayList<>(all);
            Collections.shuffle(order, random);
            for (int i = 0; i < order.size(); i++) {
                turn(order.get(i), order.get((i + 1) % order.size()));
            }
        } while (System.nanoTime() < until);
    }

    /** Each is in two turns, one after the other; a turn is not over until somebody has met its first trouble. */
    private void turn(Trouble one, Trouble two) {
        int before = one.struck().getAsInt();
        two.begin().run();
        one.begin().run();
        long until = System.nanoTime() + TURN.toNanos();
        await().atMost(LONGEST_TURN).until(() -> System.nanoTime() > until);
        two.end().run();
        await(one.name()).atMost(LONGEST_TURN).until(() -> one.struck().getAsInt() > before);
        one.end().run();
        turns++;
    }

    /** How many turns there were. */
    int turns() {
        return turns;
    }
}

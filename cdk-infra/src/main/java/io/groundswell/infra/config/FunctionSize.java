package io.groundswell.infra.config;

import io.groundswell.settings.Setting;
import io.groundswell.settings.Settings;
import java.util.List;

/**
 * How large the dispatcher is.
 *
 * @param memoryMib its processor grows with it: 1,769 MiB are one whole virtual CPU
 * @param mostAtOnce invocations by the queue, 0 for as many as the account allows
 * @param leastPollers provisioned ones, 0 for those that Lambda runs by itself
 * @param mostPollers provisioned ones
 */
public record FunctionSize(int memoryMib, int mostAtOnce, int leastPollers, int mostPollers) {
    private static final Setting<Integer> MEMORY = Setting.number(
            "groundswell:dispatcherMemory",
            512,
            10_240,
            1_769,
            "MiB of the dispatcher; 1,769 are one whole virtual CPU.");
    private static final Setting<Integer> AT_ONCE = Setting.number(
            "groundswell:dispatcherConcurrency",
            0,
            1_000,
            0,
            "Invocations at a time, from 2 on; 0 for as many as the account allows.");
    private static final Setting<Integer> LEAST_POLLERS = Setting.number(
            "groundswell:dispatcherLeastPollers",
            0,
            200,
            0,
            "Provisioned pollers of the queue, from 2 on, each 1 MB/s and 10 invocations at a time; 0 for none, then "
                    + "Lambda starts at 5 and adds 300 a minute.");
    private static final Setting<Integer> MOST_POLLERS = Setting.number(
            "groundswell:dispatcherMostPollers", 2, 20_000, 200, "Provisioned pollers at most, where there are any.");

    /** Where the account bounds them: what it has by default. */
    private static final int MOST_OF_AN_ACCOUNT = 1_000;

    private static final int BY_A_POLLER = 10;

    static final List<Setting<?>> SETTINGS = List.of(MEMORY, AT_ONCE, LEAST_POLLERS, MOST_POLLERS);

    /** @throws IllegalArgumentException if both a concurrency and pollers are set, or one of them to 1 */
    public FunctionSize {
        if (mostAtOnce == 1) {
            throw new IllegalArgumentException(AT_ONCE.name() + ": 1 (expected: 0, or 2 to 1000)");
        }
        if (leastPollers == 1 || leastPollers > mostPollers) {
            throw new IllegalArgumentException(LEAST_POLLERS.name() + ": " + leastPollers
                    + " (expected: 0, or 2 to 200 and not above " + MOST_POLLERS.name() + ")");
        }
        if (mostAtOnce > 0 && leastPollers > 0) {
            throw new IllegalArgumentException(AT_ONCE.name() + ": " + mostAtOnce
                    + " (expected: 0 where there are provisioned pollers, which bound it themselves)");
        }
    }

    static FunctionSize read(Settings settings) {
        return new FunctionSize(
                settings.get(MEMORY), settings.get(AT_ONCE), settings.get(LEAST_POLLERS), settings.get(MOST_POLLERS));
    }

    /** How many invocations run at most at a time. */
    public int most() {
        if (hasProvisionedPollers()) {
            return Math.min(mostPollers * BY_A_POLLER, MOST_OF_AN_ACCOUNT);
        }
        return mostAtOnce > 0 ? mostAtOnce : MOST_OF_AN_ACCOUNT;
    }

    public boolean hasProvisionedPollers() {
        return leastPollers > 0;
    }
}

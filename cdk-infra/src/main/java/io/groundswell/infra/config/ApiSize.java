package io.groundswell.infra.config;

import io.groundswell.settings.Setting;
import io.groundswell.settings.Settings;
import java.util.List;
import java.util.Set;

/**
 * How large the API is.
 *
 * @param cpu of a process, in 1/1024 of a virtual CPU
 * @param memoryMib of a process
 * @param least processes
 * @param most processes, for which likes of one video are spaced
 * @param requestsPerMinute that a process is to answer on average, by which there are more or fewer
 * @param mostRequestsPerAddress in five minutes; more are refused by the firewall; 0 for no firewall
 */
public record ApiSize(int cpu, int memoryMib, int least, int most, int requestsPerMinute, int mostRequestsPerAddress) {
    private static final Set<Integer> CPUS = Set.of(512, 1_024, 2_048, 4_096, 8_192, 16_384);

    private static final Setting<Integer> CPU = new Setting<>(
            "groundswell:apiCpu",
            "number",
            Checks.names(CPUS),
            "1024",
            false,
            "CPU of an API process, in 1/1024 of a virtual CPU.",
            Checks.oneOf(CPUS));
    private static final Setting<Integer> MEMORY = Setting.number(
            "groundswell:apiMemory",
            1_024,
            122_880,
            2_048,
            "MiB of an API process; which there are depends on its CPU, as Fargate has them.");
    private static final Setting<Integer> LEAST =
            Setting.number("groundswell:apiLeastProcesses", 1, 1_000, 2, "API processes in each region at least.");
    private static final Setting<Integer> MOST = Setting.number(
            "groundswell:apiMostProcesses",
            1,
            1_000,
            10,
            "API processes in each region at most; likes of a video are spaced as if all of them ran.");
    private static final Setting<Integer> REQUESTS = Setting.number(
            "groundswell:apiRequestsPerMinute",
            100,
            10_000_000,
            300_000,
            "Requests a minute that an API process is to answer on average, by which there are more or fewer.");
    private static final Setting<Integer> PER_ADDRESS = Setting.number(
            "groundswell:apiMostRequestsPerAddress",
            0,
            2_000_000_000,
            0,
            "Requests of one address in five minutes, from 10 on, above which a web application firewall refuses them;"
                    + " 0 for no firewall.");

    static final List<Setting<?>> SETTINGS = List.of(CPU, MEMORY, LEAST, MOST, REQUESTS, PER_ADDRESS);

    /** @throws IllegalArgumentException if sizes contradict each other, or Fargate has no such task */
    public ApiSize {
        TaskSize.require(MEMORY.name(), cpu, memoryMib);
        if (least > most) {
            throw new IllegalArgumentException(
                    LEAST.name() + ": " + least + " (expected: at most " + MOST.name() + ", " + most + ")");
        }
        if (mostRequestsPerAddress > 0 && mostRequestsPerAddress < 10) {
            throw new IllegalArgumentException(
                    PER_ADDRESS.name() + ": " + mostRequestsPerAddress + " (expected: 0, or 10 and more)");
        }
    }

    static ApiSize read(Settings settings) {
        return new ApiSize(
                settings.get(CPU),
                settings.get(MEMORY),
                settings.get(LEAST),
                settings.get(MOST),
                settings.get(REQUESTS),
                settings.get(PER_ADDRESS));
    }

    public boolean hasFirewall() {
        return mostRequestsPerAddress > 0;
    }
}

package io.groundswell.infra.config;

import io.groundswell.settings.Setting;
import io.groundswell.settings.Settings;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * How large the fleet is.
 *
 * @param capacity where nodes run
 * @param cpu of a node, in 1/1024 of a virtual CPU
 * @param memoryMib of a node
 * @param least nodes
 * @param most nodes
 * @param streams that a node holds at most
 * @param streamsAimedAt that a node is to hold on average, by which the fleet grows and shrinks
 * @param openFiles that a node may have open, sockets among them
 * @param instanceType of the instances, where nodes run on such
 * @param drain over how long a node that stops sends its viewers elsewhere
 * @param protectedFrom how many streams protect a node from being scaled in; 0 for never
 * @param rollout any text; another one deploys the nodes anew
 */
public record FleetSize(
        Capacity capacity,
        int cpu,
        int memoryMib,
        int least,
        int most,
        int streams,
        int streamsAimedAt,
        int openFiles,
        String instanceType,
        Duration drain,
        int protectedFrom,
        String rollout) {
    /** Where nodes run. */
    public enum Capacity {
        FARGATE,
        /** Instances of one's own: one node on each, with more connections than Fargate allows. */
        EC2
    }

    /** Files that a node has open besides its viewers' sockets: jars, logs, dispatchers, AWS, connections not yet streams. */
    private static final int OTHER_FILES = 25_000;

    private static final Set<Integer> CPUS = Set.of(1_024, 2_048, 4_096, 8_192, 16_384);

    private static final Setting<Capacity> CAPACITY = Setting.choice(
            "groundswell:fleetCapacity",
            Capacity.class,
            Capacity.FARGATE,
            "Where nodes run; ec2 for more connections per node, on instances that the stack makes.");
    private static final Setting<Integer> CPU = new Setting<>(
            "groundswell:fleetCpu",
            "number",
            Checks.names(CPUS),
            "2048",
            false,
            "CPU of a node, in 1/1024 of a virtual CPU.",
            Checks.oneOf(CPUS));
    private static final Setting<Integer> MEMORY = Setting.number(
            "groundswell:fleetMemory",
            4_096,
            122_880,
            8_192,
            "MiB of a node; which there are depends on its CPU, as Fargate has them.");
    private static final Setting<Integer> LEAST =
            Setting.number("groundswell:fleetLeastNodes", 1, 1_000, 2, "Nodes in each region at least.");
    private static final Setting<Integer> MOST =
            Setting.number("groundswell:fleetMostNodes", 1, 5_000, 20, "Nodes in each region at most.");
    private static final Setting<Integer> STREAMS =
            Setting.number("groundswell:fleetStreams", 100, 1_000_000, 40_000, "Streams that a node holds at most.");
    private static final Setting<Integer> AIM = Setting.number(
            "groundswell:fleetStreamsAimedAt",
            50,
            1_000_000,
            25_000,
            "Streams that a node is to hold on average, by which the fleet grows and shrinks.");
    private static final Setting<Integer> OPEN_FILES = Setting.number(
            "groundswell:fleetOpenFiles",
            4_096,
            1_048_576,
            65_535,
            "Files and sockets that a node may have open: 25,000 more than streams. Whether Fargate takes more than"
                    + " its default of 65,535 is disputed.");
    private static final Setting<String> INSTANCE_TYPE = new Setting<>(
            "groundswell:fleetInstanceType",
            "text",
            "a type of EC2 instance with an ARM64 processor",
            "m7g.xlarge",
            false,
            "What nodes run on where the capacity is ec2, one on each; it must have more memory than a node.",
            Checks.matching("[a-z0-9-]+\\.[a-z0-9-]+"));
    private static final Setting<Integer> DRAIN = Setting.number(
            "groundswell:fleetDrainSeconds",
            10,
            100,
            60,
            "Over how long a node that stops sends its viewers elsewhere; 20 s later it is killed, on Fargate after"
                    + " 120 s at most.");

    private static final Setting<Integer> PROTECTED_FROM = Setting.number(
            "groundswell:fleetProtectedStreams",
            0,
            1_000_000,
            1,
            "How many streams protect a node from being scaled in; 0 for never: then it sends them elsewhere.");
    private static final Setting<String> ROLLOUT = new Setting<>(
            "groundswell:fleetRollout",
            "text",
            "up to 64 of A-Z a-z 0-9 . _ -",
            "",
            false,
            "Any text; another one deploys the nodes anew with nothing else changed, as after a change of a secret.",
            Checks.matching("[A-Za-z0-9._-]{0,64}"));

    static final List<Setting<?>> SETTINGS = List.of(
            CAPACITY,
            CPU,
            MEMORY,
            LEAST,
            MOST,
            STREAMS,
            AIM,
            OPEN_FILES,
            INSTANCE_TYPE,
            DRAIN,
            PROTECTED_FROM,
            ROLLOUT);

    /** @throws IllegalArgumentException if sizes contradict each other, or Fargate has no such task */
    public FleetSize {
        TaskSize.require(MEMORY.name(), cpu, memoryMib);
        if (least > most) {
            throw new IllegalArgumentException(
                    LEAST.name() + ": " + least + " (expected: at most " + MOST.name() + ", " + most + ")");
        }
        if (streamsAimedAt > streams) {
            throw new IllegalArgumentException(AIM.name() + ": " + streamsAimedAt + " (expected: at most "
                    + STREAMS.name() + ", " + streams + ")");
        }
        if (streams + OTHER_FILES > openFiles) {
            throw new IllegalArgumentException(OPEN_FILES.name() + ": " + openFiles + " (expected: at least "
                    + (streams + OTHER_FILES) + " for " + streams + " streams)");
        }
    }

    static FleetSize read(Settings settings) {
        return new FleetSize(
                settings.get(CAPACITY),
                settings.get(CPU),
                settings.get(MEMORY),
                settings.get(LEAST),
                settings.get(MOST),
                settings.get(STREAMS),
                settings.get(AIM),
                settings.get(OPEN_FILES),
                settings.get(INSTANCE_TYPE),
                Duration.ofSeconds(settings.get(DRAIN)),
                settings.get(PROTECTED_FROM),
                settings.get(ROLLOUT));
    }
}

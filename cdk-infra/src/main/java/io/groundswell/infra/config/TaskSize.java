package io.groundswell.infra.config;

import java.util.Map;
import java.util.TreeMap;

/**
 * The sizes that a task on Fargate may have.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-cpu-memory-error.html">Amazon ECS: task
 *     CPU and memory</a>
 */
final class TaskSize {
    /** MiB at least and at most, and by how many from one to the next. */
    private record Memory(int least, int most, int step) {
        boolean has(int mib) {
            return mib >= least && mib <= most && (mib - least) % step == 0;
        }
    }

    private static final Map<Integer, Memory> BY_CPU = new TreeMap<>(Map.of(
            512, new Memory(1_024, 4_096, 1_024),
            1_024, new Memory(2_048, 8_192, 1_024),
            2_048, new Memory(4_096, 16_384, 1_024),
            4_096, new Memory(8_192, 30_720, 1_024),
            8_192, new Memory(16_384, 61_440, 4_096),
            16_384, new Memory(32_768, 122_880, 8_192)));

    /**
     * @param key the context value of the memory, for the message
     * @throws IllegalArgumentException if there is no such size
     */
    static void require(String key, int cpu, int memoryMib) {
        Memory memory = BY_CPU.get(cpu);
        if (memory == null) {
            throw new IllegalArgumentException("cpu: " + cpu + " (expected: one of " + BY_CPU.keySet() + ")");
        }
        if (!memory.has(memoryMib)) {
            throw new IllegalArgumentException("%s: %d (expected: %d to %d in steps of %d, with %d CPU units)"
                    .formatted(key, memoryMib, memory.least(), memory.most(), memory.step(), cpu));
        }
    }

    private TaskSize() {}
}

package io.groundswell.event;

import java.util.Map;

/** The LATEST state of a topic: one last-writer-wins register per key. */
public record LatestState(Map<LatestKey, Register> registers) {
    public static final LatestState EMPTY = new LatestState(Map.of());

    public LatestState {
        registers = Merge.copy(registers);
    }

    /** The later write of each key. */
    public LatestState merge(LatestState other) {
        return new LatestState(Merge.pointwise(registers, other.registers, Register::merge));
    }

    public boolean isEmpty() {
        return registers.isEmpty();
    }
}

package io.groundswell.fleet.resume;

import io.groundswell.settings.Setting;
import io.groundswell.settings.Settings;
import java.time.Duration;
import java.util.List;

/**
 * How viewers that come back go on where they were.
 *
 * @param history whether it is read; if not, there is only what the node keeps in memory
 * @param overlap how long before the time in a viewer's position events may have been dispatched that it lacks
 * @param longest how old a position may be for history to be read
 */
public record ResumeConfig(boolean history, Duration overlap, Duration longest) {
    private static final Setting<Boolean> HISTORY = Setting.flag(
            "GROUNDSWELL_RESUME_FROM_HISTORY",
            true,
            "Whether what a viewer or a node lacks is read from the history; if not, the memory of the nodes is all there is,"
                    + " and a gap is told for the rest.");
    private static final Setting<Duration> OVERLAP = Setting.millis(
            "GROUNDSWELL_RESUME_OVERLAP_MILLIS",
            0,
            300_000,
            15_000,
            "How long before a viewer was last heard of it may have missed something: the longest attempt of a dispatcher and"
                    + " what clocks differ by. What it had gets repeated.");
    private static final Setting<Duration> LONGEST = Setting.millis(
            "GROUNDSWELL_RESUME_MILLIS",
            0,
            86_400_000,
            3_600_000,
            "How long a viewer may have been away for what it missed to be read; beyond, it is told of a gap.");

    public static final List<Setting<?>> SETTINGS = List.of(HISTORY, OVERLAP, LONGEST);

    /** What is used where nothing is set. */
    public static final ResumeConfig DEFAULT = new ResumeConfig(true, Duration.ofSeconds(15), Duration.ofHours(1));

    public ResumeConfig {
        if (overlap.isNegative() || longest.isNegative()) {
            throw new IllegalArgumentException(
                    "overlap, longest: " + overlap + ", " + longest + " (expected: neither below zero)");
        }
    }

    public static ResumeConfig read(Settings settings) {
        return new ResumeConfig(settings.get(HISTORY), settings.get(OVERLAP), settings.get(LONGEST));
    }
}

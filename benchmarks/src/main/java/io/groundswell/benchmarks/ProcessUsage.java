package io.groundswell.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * What the operating system says that a process has used. Linux only.
 *
 * @param cpuSeconds of all its threads, in user and in kernel mode
 * @param residentBytes what it holds in memory
 */
public record ProcessUsage(double cpuSeconds, long residentBytes) {
    /** The clock of {@code /proc}: the same on every Linux that a JVM runs on. */
    private static final double TICKS_A_SECOND = 100;

    private static final int USER_TIME = 11;
    private static final int SYSTEM_TIME = 12;
    private static final int IDLE = 3;
    private static final int WAITING = 4;
    private static final int STOLEN = 7;

    public static ProcessUsage of(long pid) throws IOException {
        Path process = Path.of("/proc", Long.toString(pid));
        String stat = Files.readString(process.resolve("stat"));
        List<String> fields =
                List.of(stat.substring(stat.lastIndexOf(')') + 2).trim().split(" "));
        long ticks = Long.parseLong(fields.get(USER_TIME)) + Long.parseLong(fields.get(SYSTEM_TIME));
        return new ProcessUsage(ticks / TICKS_A_SECOND, residentBytes(process));
    }

    /** What all processes of the machine have used of its processors, in seconds, interrupts included. */
    public static double machineCpuSeconds() throws IOException {
        String line = Files.readAllLines(Path.of("/proc/stat")).getFirst();
        List<Long> ticks = Stream.of(line.substring("cpu".length()).trim().split(" "))
                .map(Long::parseLong)
                .toList();
        long all = ticks.stream().limit(STOLEN).mapToLong(Long::longValue).sum();
        return (all - ticks.get(IDLE) - ticks.get(WAITING)) / TICKS_A_SECOND;
    }

    private static long residentBytes(Path process) throws IOException {
        String line = Files.readAllLines(process.resolve("status")).stream()
                .filter(text -> text.startsWith("VmRSS:"))
                .findFirst()
                .orElseThrow(() -> new IOException(process + ": no VmRSS (expected: a living process)"));
        return Long.parseLong(line.replaceAll("\\D+", "")) * 1_024;
    }
}

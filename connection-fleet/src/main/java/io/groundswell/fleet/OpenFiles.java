package io.groundswell.fleet;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/** How many files and sockets this process may have open. */
final class OpenFiles {
    /**
     * @param least that are needed; 0 for whatever there is
     * @throws IllegalArgumentException if there are fewer
     */
    static void require(int least) {
        require(least, limit());
    }

    static void require(int least, long limit) {
        if (limit < least) {
            throw new IllegalArgumentException(
                    "open files: " + limit + " (expected: at least " + least + ", as GROUNDSWELL_OPEN_FILES says)");
        }
    }

    /** Where the system does not say, there is no limit that anybody could raise. */
    private static long limit() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
                ? unix.getMaxFileDescriptorCount()
                : Long.MAX_VALUE;
    }

    private OpenFiles() {}
}

package io.groundswell.local;

import java.io.PrintWriter;

/** Lines from many threads on one terminal. Guarded by its own monitor. */
final class Notices {
    private final PrintWriter out;

    Notices(PrintWriter out) {
        this.out = out;
    }

    synchronized void tell(String line) {
        out.println(line);
        out.flush();
    }
}

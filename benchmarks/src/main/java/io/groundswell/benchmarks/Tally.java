package io.groundswell.benchmarks;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.HdrHistogram.Histogram;

/** What the connections of one client loop have seen. Owner: that loop; the counters may be read by any thread. */
final class Tally {
    private static final long LONGEST_MICROS = 600_000_000;

    final AtomicLong opened = new AtomicLong();
    final AtomicLong delivered = new AtomicLong();
    final AtomicLong reads = new AtomicLong();
    /** Events that came behind a later one of their topic, or once more. */
    final AtomicLong repeated = new AtomicLong();
    /** Streams that ended before the run did, and events that say so or speak of a gap. */
    final AtomicLong ended = new AtomicLong();

    final AtomicBoolean toldOfEnding = new AtomicBoolean();
    /** Frames of the sample whose totals are not what had been sent by then. */
    final AtomicLong wrongTotals = new AtomicLong();
    /** Microseconds that each sweep took, from one rest to the next. Read only once the loop has ended. */
    final Histogram sweeps = new Histogram(LONGEST_MICROS, 3);
    /** Nanoseconds that the loop was not working. */
    final AtomicLong idle = new AtomicLong();
    /** Microseconds from the beginning of the connect to the stream's first event. Read only once the loop has ended. */
    final Histogram openings = new Histogram(LONGEST_MICROS, 3);
    /** Microseconds from the intended time to the read, of the sample. Read only once the loop has ended. */
    final Histogram latency = new Histogram(LONGEST_MICROS, 3);

    void addDelivered(long count) {
        delivered.lazySet(delivered.get() + count);
    }

    void addIdle(long nanos) {
        idle.lazySet(idle.get() + nanos);
    }

    void addRead() {
        reads.lazySet(reads.get() + 1);
    }
}

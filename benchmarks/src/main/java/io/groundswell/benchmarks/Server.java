package io.groundswell.benchmarks;

import java.io.IOException;

/** The server under load, in a process of its own. Owner: the main thread. */
interface Server extends AutoCloseable {
    int streamPort();

    long pid();

    /** A new way in for events. */
    Publisher.Sink sink(LoadPlan plan) throws IOException;

    @Override
    void close();
}

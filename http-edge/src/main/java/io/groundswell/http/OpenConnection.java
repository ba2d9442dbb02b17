package io.groundswell.http;

/** A connection that speaks HTTP now, as whoever stops the server sees it. Any thread. */
interface OpenConnection {
    /** Ends it as soon as no request is running. */
    void finish();

    /** Ends it now. */
    void abort();
}

package io.groundswell.local;

import java.net.URI;

/** The API, wherever it runs. */
interface RunningApi extends AutoCloseable {
    URI address();

    boolean isAlive();

    @Override
    void close();
}

package io.groundswell.http;

import java.time.InstantSource;

/** What all connections of one server share. Immutable but for the set of connections, which is thread-safe. */
record Serving(
        HttpServerConfig config, Routes routes, HttpMeters meters, OpenConnections connections, InstantSource clock) {}

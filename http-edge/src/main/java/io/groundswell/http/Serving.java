package io.groundswell.http;

import java.time.InstantSource;

/** What all connections of one server share. Immutable but for what counts, which is thread-safe. */
record Serving(
        HttpServerConfig config,
        Routes routes,
        HttpMeters meters,
        OpenConnections connections,
        OpenStreams streams,
        InstantSource clock) {}

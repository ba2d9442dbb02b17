package io.groundswell.local;

import java.net.URI;
import picocli.CommandLine.Option;

/** Where events are published. */
final class ApiOption {
    @Option(
            names = "--api",
            paramLabel = "URL",
            defaultValue = "http://localhost:8080",
            description = "The API's address (default: ${DEFAULT-VALUE}).")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    URI address;
}

package io.groundswell.local;

import java.util.Optional;
import picocli.CommandLine.Option;

/** Who asks. */
final class TokenOption {
    @Option(
            names = "--token",
            paramLabel = "TOKEN",
            description = "An access token, as \"groundswell token\" prints them; without one you are a guest.")
    Optional<String> value = Optional.empty();
}

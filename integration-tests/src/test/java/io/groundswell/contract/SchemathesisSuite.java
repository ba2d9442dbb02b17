package io.groundswell.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundswell.access.DevelopmentTokens;
import io.groundswell.access.TokenConfig;
import io.groundswell.backend.EmbeddedOnly;
import io.groundswell.local.Platform;
import io.groundswell.local.PlatformOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/**
 * The API keeps what its document promises, and refuses what it rules out. Schemathesis reads the document from the running API
 * and makes requests of it, right and wrong ones, always the same.
 */
@EnabledIf(Schemathesis.WANTED)
@EmbeddedOnly("It is about the API by itself, whose answers come before anything is dispatched.")
class SchemathesisSuite {
    private static final String SECRET = "a secret for this suite of thirty-two characters or more";
    private static final String SEED = "20260101";
    private static final String EXAMPLES = "25";
    private static final long LONGEST_MINUTES = 3;

    /** What the document cannot say: which reactions there are is a setting, and a comment may not be blank. */
    private static final String EXCLUDED = "positive_data_acceptance";

    @TempDir
    private Path folder;

    @Test
    void api_shouldKeepWhatItsDocumentPromises() throws Exception {
        try (Platform platform = Platform.start(
                PlatformOptions.onFreePorts()
                        .withNodes(1)
                        .withVariables(Map.of(
                                "GROUNDSWELL_TOKEN_SECRET", SECRET,
                                "GROUNDSWELL_GUESTS", "false",
                                "GROUNDSWELL_API_MEMBER_LIKES_PER_SECOND", "0",
                                "GROUNDSWELL_API_MEMBER_COMMENTS_PER_SECOND", "0")),
                line -> {})) {
            assertThat(run(platform)).as("Schemathesis' exit code").isZero();
        }
    }

    private int run(Platform platform) throws IOException, InterruptedException {
        String token = new DevelopmentTokens(TokenConfig.ofSecret(SECRET, false), InstantSource.system())
                .issue("ann", Duration.ofHours(1));
        Path said = folder.resolve("said.txt");
        Process process = new ProcessBuilder(List.of(
                        Schemathesis.program(),
                        "run",
                        platform.api().resolve("/openapi.yaml").toString(),
                        "--header",
                        "Authorization: Bearer " + token,
                        "--checks",
                        "all",
                        "--exclude-checks",
                        EXCLUDED,
                        "--phases",
                        "examples,coverage,fuzzing",
                        "--max-examples",
                        EXAMPLES,
                        "--seed",
                        SEED,
                        "--generation-database",
                        "none",
                        "--suppress-health-check",
                        "all",
                        "--request-timeout",
                        "10",
                        "--no-color"))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        boolean ended = process.waitFor(LONGEST_MINUTES, TimeUnit.MINUTES);
        process.destroyForcibly();
        System.out.println(Files.readString(said));
        assertThat(ended).as("Schemathesis came to its end").isTrue();
        return process.exitValue();
    }
}

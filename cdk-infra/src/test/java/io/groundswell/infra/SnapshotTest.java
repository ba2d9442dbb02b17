package io.groundswell.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every template is what it was when somebody last looked at it. Where a change is meant, {@code mvn -pl cdk-infra -am verify
 * -Dsnapshots=write} writes it down, and the difference belongs to the commit.
 */
@ExtendWith(Node.class)
final class SnapshotTest {
    private static final Path SNAPSHOTS = Path.of("src/test/resources/snapshots");
    private static final boolean WRITES = "write".equals(System.getProperty("snapshots"));
    private static final ObjectMapper JSON = new ObjectMapper()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);

    @ParameterizedTest
    @EnumSource(Deployment.class)
    void templates_shouldBeAsTheyWereLookedAt(Deployment deployment) throws IOException {
        Path folder = SNAPSHOTS.resolve(deployment.name().toLowerCase(Locale.ROOT));
        List<String> stacks = deployment.stacks().toList();
        if (WRITES) {
            for (String stack : stacks) {
                Files.createDirectories(folder);
                Files.writeString(folder.resolve(stack + ".json"), text(deployment.stack(stack)));
            }
        }

        assertThat(files(folder)).containsExactlyInAnyOrderElementsOf(stacks);
        for (String stack : stacks) {
            assertThat(text(deployment.stack(stack)))
                    .as("%s (expected: as in %s, or -Dsnapshots=write where the change is meant)", stack, folder)
                    .isEqualTo(Files.readString(folder.resolve(stack + ".json")));
        }
    }

    private static List<String> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString().replace(".json", ""))
                    .toList();
        }
    }

    /** Without what follows from the content of artifacts: hashes, and the name of the function's version. */
    private static String text(JsonNode template) throws JsonProcessingException {
        return JSON.writeValueAsString(template)
                        .replaceAll("\\b[0-9a-f]{64}\\b", "HASH")
                        .replaceAll("(CurrentVersion)[0-9A-F]{8}[0-9a-f]{32}", "$1HASH")
                + "\n";
    }
}

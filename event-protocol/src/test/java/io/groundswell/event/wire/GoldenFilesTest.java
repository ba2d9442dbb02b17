package io.groundswell.event.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundswell.event.Batch;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Holds the wire format to what was ever shipped. To add a file: write it, give its meaning in {@link GoldenBatches}, and
 * add the line that {@link #listed_shouldBeWhatIsThere_always} prints to {@code golden/SHA256SUMS}.
 */
final class GoldenFilesTest {
    private static final Path GOLDEN = golden();

    @ParameterizedTest
    @MethodSource("encoded")
    void encode_shouldWriteTheGoldenBytes_whenTheEncoderWroteThem(String name, Batch batch) throws IOException {
        assertThat(BatchCodec.encodeToString(batch)).isEqualTo(Files.readString(file(name)));
    }

    @ParameterizedTest
    @MethodSource({"encoded", "accepted"})
    void decode_shouldGiveTheGoldenValue_whenShipped(String name, Batch batch) throws IOException {
        assertThat(BatchCodec.decode(Files.readAllBytes(file(name)))).isEqualTo(batch);
        assertThat(BatchCodec.decode(Files.readString(file(name)))).isEqualTo(batch);
    }

    @Test
    void decode_shouldBeTestedForEveryFile_always() throws IOException {
        try (Stream<Path> files = Files.list(GOLDEN.resolve("v1"))) {
            assertThat(files.map(file -> file.getFileName().toString().replace(".json", "")))
                    .containsExactlyInAnyOrderElementsOf(Stream.concat(
                                    GoldenBatches.ENCODED.keySet().stream(), GoldenBatches.ACCEPTED.keySet().stream())
                            .toList());
        }
    }

    /** A line once in the list stays, so a file once shipped can be neither changed nor taken away unnoticed. */
    @Test
    void listed_shouldBeWhatIsThere_always() throws IOException {
        Map<String, String> listed = new TreeMap<>();
        for (String line : Files.readAllLines(GOLDEN.resolve("SHA256SUMS"))) {
            listed.put(line.substring(66), line.substring(0, 64));
        }
        Map<String, String> there = new TreeMap<>();
        try (Stream<Path> files =
                Files.walk(GOLDEN).filter(file -> file.toString().endsWith(".json"))) {
            for (Path file : files.toList()) {
                there.put(GOLDEN.relativize(file).toString(), sha256(Files.readAllBytes(file)));
            }
        }

        assertThat(there).as("SHA256SUMS; never change a line of it").isEqualTo(listed);
    }

    static Stream<Object[]> encoded() {
        return arguments(GoldenBatches.ENCODED);
    }

    static Stream<Object[]> accepted() {
        return arguments(GoldenBatches.ACCEPTED);
    }

    private static Stream<Object[]> arguments(Map<String, Batch> batches) {
        return batches.entrySet().stream().map(entry -> new Object[] {entry.getKey(), entry.getValue()});
    }

    private static Path file(String name) {
        return GOLDEN.resolve("v1").resolve(name + ".json");
    }

    private static Path golden() {
        try {
            return Path.of(GoldenFilesTest.class.getResource("/golden").toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}

package io.groundswell.benchmarks.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TaskRootTest {
    @TempDir
    private Path folder = Path.of("");

    @Test
    void unpack_shouldPutEveryEntryInItsPlaceAndRemoveItAtTheEnd_always() throws IOException {
        Path unpacked;
        try (TaskRoot root = TaskRoot.unpack(zip("a.txt", "lib/b.jar"))) {
            unpacked = root.folder();

            assertThat(unpacked.resolve("a.txt")).hasContent("a.txt");
            assertThat(unpacked.resolve("lib").resolve("b.jar")).hasContent("lib/b.jar");
        }
        assertThat(unpacked).doesNotExist();
    }

    @Test
    void unpack_shouldRefuse_whenAnEntryLeadsOutside() throws IOException {
        Path zip = zip("../outside.txt");

        assertThatThrownBy(() -> TaskRoot.unpack(zip))
                .isInstanceOf(IOException.class)
                .hasMessage("entry ../outside.txt: outside (expected: a name below the root)");
    }

    @Test
    void unpack_shouldSayHowItIsMade_whenThereIsNoArtifact() {
        Path missing = folder.resolve("missing.zip");

        assertThatThrownBy(() -> TaskRoot.unpack(missing))
                .hasMessage("artifact " + missing + ": missing (expected: as mvn package makes it)");
    }

    private Path zip(String... names) throws IOException {
        Path file = folder.resolve("artifact.zip");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            for (String name : names) {
                zip.putNextEntry(new ZipEntry(name));
                zip.write(name.getBytes(StandardCharsets.UTF_8));
            }
        }
        return file;
    }
}

package io.groundswell.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CodeVersionTest {
    private static final String OWN = "io/groundswell/http/Page.txt";

    @TempDir
    private Path folder;

    @Test
    void of_shouldBeTheSame_whenTheSameIsInOtherJars() throws IOException {
        assertThat(CodeVersion.of(jar("a.jar", OWN, "one")))
                .matches("[0-9a-f]{8}")
                .isEqualTo(CodeVersion.of("nowhere.jar:" + jar("b.jar", OWN, "one")));
    }

    @Test
    void of_shouldBeAnother_whenAFileOfOursDiffers() throws IOException {
        assertThat(CodeVersion.of(jar("a.jar", OWN, "one"))).isNotEqualTo(CodeVersion.of(jar("b.jar", OWN, "two")));
    }

    @Test
    void of_shouldBeTheSame_whenALibraryDiffers() throws IOException {
        String own = jar("a.jar", OWN, "one");

        assertThat(CodeVersion.of(own + ":" + jar("library.jar", "org/library/Page.txt", "one")))
                .isEqualTo(CodeVersion.of(own));
    }

    @Test
    void of_shouldSaySo_whenNothingIsInJars() {
        assertThat(CodeVersion.of(folder.toString())).isEqualTo("unpackaged");
    }

    private String jar(String name, String entry, String content) throws IOException {
        Path jar = folder.resolve(name);
        try (OutputStream out = Files.newOutputStream(jar);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry(entry));
            zip.write(content.getBytes(StandardCharsets.UTF_8));
        }
        return jar.toString();
    }
}

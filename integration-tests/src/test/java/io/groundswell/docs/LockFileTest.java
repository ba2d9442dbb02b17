package io.groundswell.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A lock file says what is installed by version and hash, not from which host: {@code omit-lockfile-registry-resolved}. */
final class LockFileTest {
    private static final Set<String> NOT_OURS = Set.of("node_modules", "target", ".git");

    @Test
    void lockFiles_shouldNameNoAddress_whereTheyAre() throws IOException {
        List<Path> files = lockFiles();

        assertThat(files).isNotEmpty();
        for (Path file : files) {
            assertThat(new ObjectMapper().readTree(file.toFile()).findValues("resolved"))
                    .as("%s (expected: no resolved addresses)", file)
                    .isEmpty();
        }
    }

    private static List<Path> lockFiles() throws IOException {
        List<Path> found = new ArrayList<>();
        Files.walkFileTree(Markdown.CHECKOUT, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                return NOT_OURS.contains(directory.getFileName().toString())
                        ? FileVisitResult.SKIP_SUBTREE
                        : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (file.endsWith("package-lock.json")) {
                    found.add(file);
                }
                return FileVisitResult.CONTINUE;
            }
        });
        return found;
    }
}

package io.groundswell.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The table "to change … go to …" leads to rooms that exist, and past none. */
final class ArchitectureDocTest {
    private static final Pattern PACKAGE = Pattern.compile("`(io\\.groundswell\\.[a-z.]+)`");

    @Test
    void architecture_shouldNameThePackagesThatThereAre() throws IOException {
        String table = Markdown.read("docs/architecture.md").table("## To change … go to …");

        Set<String> named =
                PACKAGE.matcher(table).results().map(match -> match.group(1)).collect(Collectors.toSet());
        assertThat(named)
                .as("docs/architecture.md, the packages of the table")
                .containsExactlyInAnyOrderElementsOf(packages());
    }

    /** Each has a package-info, which another test sees to. */
    private static Set<String> packages() throws IOException {
        Set<String> packages = new TreeSet<>();
        for (Path sources : sourceFolders()) {
            try (Stream<Path> files = Files.walk(sources)) {
                files.filter(file -> file.endsWith("package-info.java"))
                        .map(info -> sources.relativize(info).getParent().toString())
                        .forEach(folder -> packages.add(folder.replace(File.separatorChar, '.')));
            }
        }
        return packages;
    }

    private static List<Path> sourceFolders() throws IOException {
        try (Stream<Path> modules = Files.list(Markdown.CHECKOUT)) {
            return modules.map(module -> module.resolve("src/main/java"))
                    .filter(Files::isDirectory)
                    .toList();
        }
    }
}

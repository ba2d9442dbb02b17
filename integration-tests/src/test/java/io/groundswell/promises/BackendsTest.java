package io.groundswell.promises;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundswell.backend.EmbeddedOnly;
import io.groundswell.backend.EndToEnd;
import io.groundswell.backend.LocalStackOnly;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every suite that runs something of the platform holds on both backends, or says why it does not. */
final class BackendsTest {
    private static final Path SOURCES = Path.of("src/test/java");

    /** Its suites read sources and classes, and run nothing. */
    private static final String RULES = "io.groundswell.architecture.";

    @Test
    void suites_shouldHoldOnBothBackends_orSayWhyNot() throws Exception {
        List<Class<?>> suites = suites();

        assertThat(suites).hasSizeGreaterThan(30).allSatisfy(suite -> {
            EmbeddedOnly only = suite.getAnnotation(EmbeddedOnly.class);
            boolean isOnBoth = suite.isAnnotationPresent(EndToEnd.class);
            boolean isAboutDeployments = suite.isAnnotationPresent(LocalStackOnly.class);
            assertThat(Stream.of(isOnBoth, isAboutDeployments, only != null).filter(holds -> holds))
                    .as("%s is on both backends, or on one", suite)
                    .hasSize(1);
            assertThat(only == null || only.value().endsWith(".")).isTrue();
        });
    }

    /** Looked at, but not begun: what they hold in static fields is made when they run. */
    private static List<Class<?>> suites() throws IOException, ClassNotFoundException {
        List<Class<?>> suites = new ArrayList<>();
        for (String name : names()) {
            suites.add(Class.forName(name, false, BackendsTest.class.getClassLoader()));
        }
        return suites;
    }

    private static List<String> names() throws IOException {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            return files.map(file -> SOURCES.relativize(file).toString())
                    .filter(file -> file.endsWith("Suite.java") || file.endsWith("Report.java"))
                    .map(file -> file.replace(".java", "").replace(File.separatorChar, '.'))
                    .filter(name -> !name.startsWith(RULES))
                    .toList();
        }
    }
}

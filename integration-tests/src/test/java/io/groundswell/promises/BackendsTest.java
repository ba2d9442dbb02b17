package io.groundswell.promises;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundswell.backend.EmbeddedOnly;
import io.groundswell.backend.EndToEnd;
import io.groundswell.backend.LocalStackOnly;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every suite here holds on both backends, or says why it does not. */
final class BackendsTest {
    private static final Path SUITES = Path.of("src/test/java/io/groundswell/promises");

    @Test
    void suites_shouldHoldOnBothBackends_orSayWhyNot() throws Exception {
        List<Class<?>> suites = suites();

        assertThat(suites).hasSizeGreaterThan(10).allSatisfy(suite -> {
            EmbeddedOnly only = suite.getAnnotation(EmbeddedOnly.class);
            boolean isOnBoth = suite.isAnnotationPresent(EndToEnd.class);
            boolean isAboutDeployments = suite.isAnnotationPresent(LocalStackOnly.class);
            assertThat(Stream.of(isOnBoth, isAboutDeployments, only != null).filter(holds -> holds))
                    .as("%s is on both backends, or on one", suite)
                    .hasSize(1);
            assertThat(only == null || only.value().endsWith(".")).isTrue();
        });
    }

    private static List<Class<?>> suites() throws IOException, ClassNotFoundException {
        List<String> names;
        try (Stream<Path> files = Files.list(SUITES)) {
            names = files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith("Suite.java") || name.endsWith("Report.java"))
                    .map(name -> name.replace(".java", ""))
                    .toList();
        }
        Stream.Builder<Class<?>> suites = Stream.builder();
        for (String name : names) {
            suites.add(Class.forName(BackendsTest.class.getPackageName() + "." + name));
        }
        return suites.build().toList();
    }
}

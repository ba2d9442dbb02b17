package io.groundswell.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.groundswell.backend.EmbeddedOnly;
import io.groundswell.benchmarks.lambda.FunctionProcess;
import io.groundswell.benchmarks.lambda.TaskRoot;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.PoolEntry;
import java.lang.classfile.constantpool.Utf8Entry;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** The artifact by itself: small enough, whole, and what the template names. */
@EmbeddedOnly("It looks into the function's artifact, and runs nothing.")
class ArtifactSuite {
    private static final long MOST_BYTES = 25_000_000;
    private static final Path TEMPLATE =
            Path.of("../cdk-infra/src/test/resources/snapshots/one_region/groundswell-service-us-east-1.json");

    /** Tokens of viewers, which the function never sees: what reads them is left out, and so is who would call it. */
    private static final String TOKENS = "com/nimbusds/";
    /** What nodes and API meter with; the function writes its lines without it. */
    private static final String METERS = "io/micrometer/";

    private static final String HISTOGRAMS = "org/HdrHistogram/";

    private static final Pattern ANNOTATION = Pattern.compile("^L(org/jspecify/annotations/\\w+);$");

    @Test
    void artifact_shouldBeSmall_whenItIsBuilt() throws IOException {
        long bytes = Files.size(Artifact.ZIP);
        System.out.printf("artifact: %.1f MB (expected: less than %.0f MB)%n", bytes / 1e6, MOST_BYTES / 1e6);

        assertThat(bytes).isLessThan(MOST_BYTES);
    }

    /** What is missing would be found by the first invocation that comes along it, maybe only by one that fails. */
    @Test
    void artifact_shouldHaveEveryClassThatOurOwnRefersTo_always() throws IOException {
        try (TaskRoot root = TaskRoot.unpack(Artifact.ZIP);
                URLClassLoader loader = new URLClassLoader(urls(root.folder()), ClassLoader.getPlatformClassLoader())) {
            Set<String> referred = new TreeSet<>();
            for (byte[] type : ownClasses(root.folder())) {
                referred.addAll(references(type));
            }

            assertThat(referred).hasSizeGreaterThan(300).contains("org/jspecify/annotations/NullMarked");
            assertThat(referred.stream()
                            .filter(name -> !name.startsWith(TOKENS))
                            .filter(name -> !name.startsWith(METERS) && !name.startsWith(HISTOGRAMS))
                            .filter(name -> loader.getResource(name + ".class") == null))
                    .isEmpty();
        }
    }

    @Test
    void template_shouldNameTheHandlerThatIsTested_always() throws IOException {
        JsonNode functions = new ObjectMapper().readTree(TEMPLATE.toFile()).path("Resources");

        assertThat(StreamSupport.stream(functions.spliterator(), false)
                        .filter(resource -> resource.path("Type").asText().equals("AWS::Lambda::Function"))
                        .map(function ->
                                function.path("Properties").path("Handler").asText()))
                .containsExactly(FunctionProcess.HANDLER);
    }

    private static Set<String> references(byte[] type) {
        return StreamSupport.stream(ClassFile.of().parse(type).constantPool().spliterator(), false)
                .flatMap(ArtifactSuite::names)
                .map(ArtifactSuite::element)
                .filter(name -> !name.isEmpty())
                .collect(Collectors.toSet());
    }

    /** Annotations stand there by their descriptors only. */
    private static Stream<String> names(PoolEntry entry) {
        return switch (entry) {
            case ClassEntry type -> Stream.of(type.asInternalName());
            case Utf8Entry text ->
                ANNOTATION.matcher(text.stringValue()).results().map(found -> found.group(1));
            default -> Stream.empty();
        };
    }

    /** Of an array, nothing where that is of numbers. */
    private static String element(String name) {
        String element = name.replaceFirst("^\\[+", "");
        if (element.equals(name)) {
            return name;
        }
        return element.startsWith("L") ? element.substring(1, element.length() - 1) : "";
    }

    private static List<byte[]> ownClasses(Path root) throws IOException {
        List<byte[]> found = new ArrayList<>();
        try (Stream<Path> files = Files.walk(root.resolve("io"))) {
            for (Path file :
                    files.filter(file -> file.toString().endsWith(".class")).toList()) {
                found.add(Files.readAllBytes(file));
            }
        }
        for (Path jar : jars(root)) {
            found.addAll(ownClassesOfJar(jar));
        }
        return found;
    }

    private static List<byte[]> ownClassesOfJar(Path jar) throws IOException {
        List<byte[]> found = new ArrayList<>();
        try (JarFile file = new JarFile(jar.toFile())) {
            for (var entry : file.stream().toList()) {
                if (entry.getName().startsWith("io/groundswell/")
                        && entry.getName().endsWith(".class")) {
                    try (InputStream content = file.getInputStream(entry)) {
                        found.add(content.readAllBytes());
                    }
                }
            }
        }
        return found;
    }

    private static List<Path> jars(Path root) throws IOException {
        try (Stream<Path> files = Files.list(root.resolve("lib"))) {
            return files.sorted().toList();
        }
    }

    private static URL[] urls(Path root) throws IOException {
        return Stream.concat(Stream.of(root), jars(root).stream())
                .map(ArtifactSuite::url)
                .toArray(URL[]::new);
    }

    private static URL url(Path path) {
        try {
            return path.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new UncheckedIOException(e);
        }
    }
}

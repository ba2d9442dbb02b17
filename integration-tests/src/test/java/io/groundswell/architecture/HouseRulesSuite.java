package io.groundswell.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.targetOwner;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.groundswell.dispatch.DispatchHandler;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** What the house style asks for and a machine can see. */
final class HouseRulesSuite {
    private static final Path CHECKOUT = Path.of("..");
    private static final int MOST_LINES = 400;

    @Test
    void environment_shouldBeReadOnlyWhereAProcessStarts() {
        Set<JavaClass> readers = Modules.shipped().stream()
                .flatMap(type -> type.getMethodCallsFromSelf().stream())
                .filter(HouseRulesSuite::readsTheEnvironment)
                .map(call -> call.getOriginOwner())
                .collect(Collectors.toSet());

        assertThat(readers).isNotEmpty().allMatch(HouseRulesSuite::startsAProcess, "starts a process");
    }

    @Test
    void packages_shouldBeNullMarkedAndSayWhatTheyAreFor() throws IOException {
        Set<JavaPackage> packages =
                Modules.shipped().stream().map(JavaClass::getPackage).collect(Collectors.toSet());

        assertThat(packages)
                .hasSizeGreaterThan(Modules.ALL.size())
                .allMatch(each -> each.isAnnotatedWith(NullMarked.class), "has a package-info that is @NullMarked");
        List<Path> infos = sources("main")
                .filter(file -> file.endsWith("package-info.java"))
                .toList();
        assertThat(infos)
                .hasSameSizeAs(packages)
                .allSatisfy(info -> assertThat(Files.readString(info)).startsWith("/**"));
    }

    @Test
    void packages_shouldBeNamedByWhatTheyAreAbout() {
        noClasses()
                .should()
                .resideInAnyPackage("..common..", "..util..", "..utils..", "..core..", "..model..", "..misc..")
                .check(Modules.shipped());
    }

    /** The launcher and the load run may: a person waits there, and they stand in for what waits elsewhere. */
    @Test
    void nothingDeployed_shouldSleep() {
        noClasses()
                .that()
                .resideOutsideOfPackages(Modules.below(Modules.LAUNCHER), Modules.below(Modules.BENCHMARKS))
                .should()
                .accessTargetWhere(sleeping())
                .check(Modules.shipped());
    }

    /** What JMH generates may: nobody wrote it. */
    @Test
    void tests_shouldNotSleep() {
        noClasses()
                .that()
                .resideOutsideOfPackage("..jmh_generated..")
                .should()
                .accessTargetWhere(sleeping())
                .check(Tests.CLASSES);
    }

    @Test
    void tests_shouldNotBeSwitchedOff() {
        noClasses()
                .should()
                .beAnnotatedWith("org.junit.jupiter.api.Disabled")
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("org.junit.jupiter.api.Disabled")
                .check(Tests.CLASSES);
    }

    @Test
    void nothingShipped_shouldWriteToStandardOutputButTheCommandLine() {
        noClasses()
                .that()
                .resideOutsideOfPackages(Modules.below(Modules.LAUNCHER), Modules.below(Modules.BENCHMARKS))
                .and(describe("start no process", type -> !startsAProcess(type)))
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .check(Modules.shipped());
    }

    @Test
    void sources_shouldBeShortEnoughToRead() throws IOException {
        List<Path> all = Stream.concat(sources("main"), sources("test")).toList();

        assertThat(all)
                .isNotEmpty()
                .allSatisfy(source -> assertThat(Files.readAllLines(source))
                        .as(source.toString())
                        .hasSizeLessThanOrEqualTo(MOST_LINES));
    }

    private static boolean readsTheEnvironment(JavaCall<?> call) {
        return call.getTargetOwner().isEquivalentTo(System.class)
                && call.getName().equals("getenv");
    }

    /** Lambda calls no main: there the handler's constructor begins. */
    private static boolean startsAProcess(JavaClass type) {
        return type.isEquivalentTo(DispatchHandler.class)
                || type.tryGetMethod("main", String[].class).isPresent();
    }

    private static DescribedPredicate<JavaAccess<?>> sleeping() {
        return targetOwner(belongToAnyOf(Thread.class, TimeUnit.class)).and(target(name("sleep")));
    }

    /** Read once: it takes ten seconds. */
    private static final class Tests {
        static final JavaClasses CLASSES = read();

        private static JavaClasses read() {
            try {
                return compiledTests();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static JavaClasses compiledTests() throws IOException {
        try (Stream<Path> modules = Files.list(CHECKOUT)) {
            List<Path> compiled = modules.map(module -> module.resolve("target/test-classes"))
                    .filter(Files::isDirectory)
                    .toList();
            JavaClasses tests = new ClassFileImporter().importPaths(compiled);
            assertThat(tests).hasSizeGreaterThan(compiled.size());
            return tests;
        }
    }

    private static Stream<Path> sources(String kind) throws IOException {
        List<Path> found;
        try (Stream<Path> modules = Files.list(CHECKOUT)) {
            found = modules.map(module -> module.resolve("src").resolve(kind).resolve("java"))
                    .filter(Files::isDirectory)
                    .flatMap(HouseRulesSuite::javaFiles)
                    .toList();
        }
        return found.stream();
    }

    private static Stream<Path> javaFiles(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(file -> file.toString().endsWith(".java")).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

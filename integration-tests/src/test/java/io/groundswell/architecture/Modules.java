package io.groundswell.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The modules by their packages, and what each may know of the others. */
final class Modules {
    static final String ROOT = "io.groundswell";
    static final String LAUNCHER = "local";
    static final String BENCHMARKS = "benchmarks";

    static final List<Allowance> ALL = List.of(
            allow("event"),
            allow("settings"),
            allow("aws", "settings"),
            allow("store", "event", "aws"),
            allow("registry", "event", "aws"),
            allow("access", "event", "settings"),
            allow("http", "settings"),
            allow("likes", "event", "settings", "aws", "store", "registry", "access", "http"),
            allow("dispatch", "event", "settings", "aws", "store", "registry", "access"),
            allow("fleet", "event", "settings", "aws", "store", "registry", "access", "http"),
            allow(
                    LAUNCHER,
                    "event",
                    "settings",
                    "aws",
                    "store",
                    "registry",
                    "access",
                    "http",
                    "likes",
                    "dispatch",
                    "fleet"),
            allow("infra", "settings", "aws", "store", "registry"),
            allow(
                    BENCHMARKS,
                    "event",
                    "settings",
                    "aws",
                    "store",
                    "registry",
                    "access",
                    "http",
                    "likes",
                    "dispatch",
                    "fleet",
                    LAUNCHER));

    /**
     * What one module may depend on, besides what others made.
     *
     * @param name its package below the root
     * @param mayKnow other modules, likewise
     */
    record Allowance(String name, Set<String> mayKnow) {
        String packages() {
            return below(name);
        }

        String[] allowed() {
            return Stream.concat(Stream.of(name), mayKnow.stream())
                    .map(Modules::below)
                    .toArray(String[]::new);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    /** Everything that ships. */
    static JavaClasses shipped() {
        return Shipped.CLASSES;
    }

    /** For ArchUnit: the module's package and all below. */
    static String below(String name) {
        return ROOT + "." + name + "..";
    }

    private static Allowance allow(String name, String... mayKnow) {
        return new Allowance(name, Set.of(mayKnow));
    }

    private static final class Shipped {
        static final JavaClasses CLASSES = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages(ROOT);
    }

    private Modules() {}
}

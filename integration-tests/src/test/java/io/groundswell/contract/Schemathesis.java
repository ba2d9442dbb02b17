package io.groundswell.contract;

import java.io.File;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;

/** The Schemathesis of this machine, found on the path. Nothing is downloaded. */
final class Schemathesis {
    /** The condition of every suite here. */
    static final String WANTED = "io.groundswell.contract.Schemathesis#isWanted";

    private static final String MISSING = "Schemathesis: not found (expected: schemathesis on the path)";
    private static final Optional<File> PROGRAM = onPath("schemathesis");

    static {
        if (PROGRAM.isEmpty()) {
            System.out.println(MISSING + "; the API is not held to its document by it");
        }
    }

    private Schemathesis() {}

    /** Whether to run what needs it: in CI also where there is none, so that it fails instead of being skipped. */
    static boolean isWanted() {
        return PROGRAM.isPresent() || "true".equals(System.getenv("CI"));
    }

    static String program() {
        return PROGRAM.orElseThrow(() -> new IllegalStateException(MISSING)).getPath();
    }

    private static Optional<File> onPath(String name) {
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        Stream<File> candidates = Arrays.stream(path.split(File.pathSeparator)).map(folder -> new File(folder, name));
        return candidates.filter(File::canExecute).findFirst();
    }
}

package io.groundswell.local.localstack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Stands in for Docker's command line: a script that writes down what it is asked.
 *
 * @param asked the file that it writes to, a line for each time
 */
record DockerStub(Path script, Path asked) {
    /**
     * @param answers branches of the shell's {@code case}, by the words that it is called with; where none fits it ends well
     *     and says nothing
     */
    static DockerStub in(Path folder, String... answers) throws IOException {
        DockerStub stub = new DockerStub(folder.resolve("docker.sh"), folder.resolve("asked"));
        List<String> lines = new ArrayList<>(List.of("echo \"$*\" >> '" + stub.asked() + "'", "case \"$*\" in"));
        lines.addAll(Arrays.asList(answers));
        lines.add("esac");
        Files.write(stub.script(), lines);
        return stub;
    }

    Docker docker() {
        return new Docker(List.of("sh", script.toString()));
    }

    /** What it was asked, in order. */
    List<String> commands() throws IOException {
        return Files.readAllLines(asked);
    }
}

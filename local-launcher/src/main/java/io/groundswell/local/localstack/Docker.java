package io.groundswell.local.localstack;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Docker's command line. Immutable.
 *
 * @param program how it is called
 */
record Docker(List<String> program) {
    /** The one on the path. */
    static final Docker INSTALLED = new Docker(List.of("docker"));

    private static final Duration PULL = Duration.ofMinutes(10);

    Docker {
        program = List.copyOf(program);
    }

    /** @throws LocalStackException with one line, if no engine answers */
    void requireEngine() {
        Tool.Outcome info;
        try {
            info = run(List.of("info", "--format", "{{.ServerVersion}}"));
        } catch (LocalStackException e) {
            throw new LocalStackException(
                    "docker: not found (expected: Docker, installed and running, for LocalStack)", e);
        }
        if (!info.isGood()) {
            throw new LocalStackException(
                    "docker: does not answer (expected: a running Docker engine, for LocalStack)");
        }
    }

    /**
     * Pulls an image, where it is not there.
     *
     * @throws LocalStackException if it is not to be had
     */
    void require(Image image) {
        if (run(List.of("image", "inspect", image.name())).isGood()) {
            return;
        }
        Tool patient = new Tool(Path.of("."), Map.of(), PULL);
        Tool.Outcome pulled = patient.run(command(List.of("pull", "--quiet", image.name())));
        if (!pulled.isGood()) {
            throw new LocalStackException(
                    "image: " + image.name() + " (expected: one that Docker has or can pull): " + pulled.reason());
        }
    }

    /** @throws LocalStackException if there is no such program, or it takes longer than a minute */
    Tool.Outcome run(List<String> words) {
        return Tool.here().run(command(words));
    }

    /** @throws LocalStackException also if it ends with another code than 0 */
    String runWell(List<String> words) {
        return Tool.here().runWell(command(words));
    }

    private List<String> command(List<String> words) {
        List<String> command = new ArrayList<>(program);
        command.addAll(words);
        return command;
    }
}

package io.groundswell.images;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** One container in the network of this machine, as the tests' services are. */
final class Container implements AutoCloseable {
    private final String id;

    private Container(String id) {
        this.id = id;
    }

    /** @param openFiles how many files and sockets it may have open; 0 for what the engine gives by itself */
    static Container start(String image, int openFiles, Map<String, String> variables) {
        List<String> run = new ArrayList<>(List.of("run", "-d", "--network", "host"));
        if (openFiles > 0) {
            run.addAll(List.of("--ulimit", "nofile=" + openFiles + ":" + openFiles));
        }
        variables.forEach((name, value) -> run.addAll(List.of("-e", name + "=" + value)));
        run.add(image);
        return new Container(Docker.done(run.toArray(String[]::new)));
    }

    /** A line of what the kernel knows of its process. */
    String kernel(String file, String line) throws IOException {
        String pid = inspect("{{.State.Pid}}");
        return Files.readAllLines(Path.of("/proc", pid, file)).stream()
                .filter(text -> text.startsWith(line))
                .findFirst()
                .orElseThrow();
    }

    boolean runs() {
        return inspect("{{.State.Running}}").equals("true");
    }

    /** With what it ended; 143 where it was told to. */
    int exitCode() {
        return Integer.parseInt(inspect("{{.State.ExitCode}}"));
    }

    String logs() {
        return Docker.done("logs", id);
    }

    /** Tells it to stop, and kills it where it has not by then. */
    void stop(int seconds) {
        Docker.done("stop", "-t", Integer.toString(seconds), id);
    }

    @Override
    public void close() {
        Docker.done("rm", "-f", id);
    }

    private String inspect(String format) {
        return Docker.done("inspect", "-f", format, id);
    }
}

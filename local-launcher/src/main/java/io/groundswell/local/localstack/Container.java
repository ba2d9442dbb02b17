package io.groundswell.local.localstack;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * LocalStack in Docker, under a name of ours, so that whoever comes later finds it. It outlives the launcher that started it.
 * Used by one thread.
 */
public final class Container {
    private static final int PORT = 4566;
    private static final Duration START = Duration.ofSeconds(60);
    private static final Duration PAUSE = Duration.ofMillis(100);
    private static final Duration REQUEST = Duration.ofSeconds(5);

    private final Docker docker;
    private final String name;

    Container(Docker docker, String name) {
        this.docker = docker;
        this.name = name;
    }

    /**
     * Finds the one of that name that runs, or starts one and waits until it answers.
     *
     * @throws LocalStackException if there is no such image to be had, or the port is taken
     */
    public static Container start(String name, Image image) {
        Container container = new Container(Docker.INSTALLED, name);
        container.startUnlessRunning(image);
        return container;
    }

    /** Whether there is one of that name, running or not. */
    public static boolean isThere(String name) {
        requireDocker();
        return new Container(Docker.INSTALLED, name).inspect("{{.Name}}").isGood();
    }

    /** @throws LocalStackException with one line, if no Docker engine answers */
    public static void requireDocker() {
        Docker.INSTALLED.requireEngine();
    }

    void startUnlessRunning(Image image) {
        if (!isRunning()) {
            docker.require(image);
            run(image);
        }
        awaitHealth();
    }

    /** Removes it with all that is in it. */
    public void remove() {
        docker.runWell(List.of("rm", "--force", "--volumes", name));
    }

    /** Of all services. */
    public URI endpoint() {
        String published = docker.runWell(List.of("port", name, PORT + "/tcp"));
        String first = published.lines().findFirst().orElse("");
        return URI.create("http://localhost:" + first.substring(first.lastIndexOf(':') + 1));
    }

    /** Where functions in it find what runs on this machine. */
    public Reach reach() {
        return Reach.fromContainerBehind(inspect("{{range .NetworkSettings.Networks}}{{.Gateway}}{{end}}")
                .output());
    }

    private boolean isRunning() {
        return inspect("{{.State.Running}}").output().equals("true");
    }

    private Tool.Outcome inspect(String format) {
        return docker.run(List.of("container", "inspect", "--format", format, name));
    }

    /** One that has ended is in the way of its name. */
    private void run(Image image) {
        docker.run(List.of("rm", "--force", "--volumes", name));
        List<String> command = new ArrayList<>(List.of("run", "--detach", "--name", name));
        command.addAll(List.of("--publish", "127.0.0.1:" + PORT + ":" + PORT));
        command.addAll(image.options());
        command.add(image.name());
        docker.runWell(command);
    }

    private void awaitHealth() {
        long until = System.nanoTime() + START.toNanos();
        HttpRequest health = HttpRequest.newBuilder(endpoint().resolve("/_localstack/health"))
                .timeout(REQUEST)
                .build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            while (!answers(http, health)) {
                if (!isRunning()) {
                    throw new LocalStackException(
                            "LocalStack: ended while it started (its log says why: docker logs " + name + ")");
                }
                if (System.nanoTime() > until) {
                    throw new LocalStackException(
                            "LocalStack: does not answer (expected: within " + START.toSeconds() + " s)");
                }
                Thread.sleep(PAUSE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LocalStackException("LocalStack: interrupted (expected: time to start)", e);
        }
    }

    private static boolean answers(HttpClient http, HttpRequest health) throws InterruptedException {
        try {
            return http.send(health, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }
}

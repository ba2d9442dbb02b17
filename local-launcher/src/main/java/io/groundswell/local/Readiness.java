package io.groundswell.local;

import io.groundswell.registry.Node;
import io.groundswell.registry.NodeDirectory;
import io.groundswell.registry.RegistryException;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Waits until the API says that it is ready and every node stands in the registry. Used by the thread that starts the
 * platform.
 */
final class Readiness {
    private static final Duration LONGEST = Duration.ofSeconds(60);
    private static final Duration PAUSE = Duration.ofMillis(20);
    private static final Duration REQUEST = Duration.ofSeconds(2);

    private final RunningApi api;
    private final List<RunningNode> nodes;
    private final NodeDirectory directory;
    private final InstantSource clock;

    Readiness(RunningApi api, List<RunningNode> nodes, NodeDirectory directory, InstantSource clock) {
        this.api = api;
        this.nodes = nodes;
        this.directory = directory;
        this.clock = clock;
    }

    /** @throws LaunchException if a part ends, or is not ready within 60 s */
    void await() {
        long until = System.nanoTime() + LONGEST.toNanos();
        try (HttpClient http = HttpClient.newHttpClient()) {
            while (!nodesAreRegistered() || !apiIsReady(http)) {
                requireAlive();
                if (System.nanoTime() > until) {
                    throw new LaunchException("start: not ready after " + LONGEST.toSeconds() + " s", null);
                }
                Thread.sleep(PAUSE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LaunchException("start: interrupted (expected: time to finish)", e);
        }
    }

    private void requireAlive() {
        for (RunningNode node : nodes) {
            require(node.isAlive(), node.id());
        }
        require(api.isAlive(), "api");
    }

    private static void require(boolean alive, String name) {
        if (!alive) {
            throw new LaunchException(name + ": ended while it started (its own output says why)", null);
        }
    }

    /** A registry that does not answer yet may do so later. */
    private boolean nodesAreRegistered() {
        long now = clock.millis();
        try {
            Set<String> live = directory.all().stream()
                    .filter(node -> node.isLive(now))
                    .map(Node::id)
                    .collect(Collectors.toSet());
            return nodes.stream().map(RunningNode::id).allMatch(live::contains);
        } catch (RegistryException notYet) {
            return false;
        }
    }

    private boolean apiIsReady(HttpClient http) throws InterruptedException {
        HttpRequest ready = HttpRequest.newBuilder(api.address().resolve("/health/ready"))
                .timeout(REQUEST)
                .build();
        try {
            return http.send(ready, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }
}

package io.groundswell.local;

import io.groundswell.registry.Node;
import io.groundswell.registry.NodeDirectory;
import java.net.URI;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;

/** Reads what is where. */
final class LiveStatus {
    private LiveStatus() {}

    /** @throws io.groundswell.registry.RegistryException if the nodes cannot be read */
    static LocalStatus read(URI api, URI stream, NodeDirectory directory, InstantSource clock) {
        long now = clock.millis();
        List<LocalStatus.Node> nodes = directory.all().stream()
                .filter(node -> node.isLive(now))
                .sorted(Comparator.comparing(Node::id))
                .map(node -> new LocalStatus.Node(node.id(), "http://" + node.stream()))
                .toList();
        return new LocalStatus(
                api.toString(), stream.toString(), api.resolve("/").toString(), nodes);
    }
}

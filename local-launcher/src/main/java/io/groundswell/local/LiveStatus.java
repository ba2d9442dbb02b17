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

    /** What does not change while the platform runs. */
    record Fixed(URI stream, LocalStatus.QueueAddresses queues) {}

    /** @throws io.groundswell.registry.RegistryException if the nodes cannot be read */
    static LocalStatus read(Fixed fixed, URI api, NodeDirectory directory, InstantSource clock) {
        long now = clock.millis();
        List<LocalStatus.Node> nodes = directory.all().stream()
                .filter(node -> node.isLive(now))
                .sorted(Comparator.comparing(Node::id))
                .map(node -> new LocalStatus.Node(node.id(), "http://" + node.stream()))
                .toList();
        return new LocalStatus(
                api.toString(), fixed.stream().toString(), api.resolve("/").toString(), fixed.queues(), nodes);
    }
}

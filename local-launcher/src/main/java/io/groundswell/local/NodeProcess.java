package io.groundswell.local;

import io.groundswell.fleet.FleetNode;

/** A node as a process of its own: {@link FleetNode#main}, tied to the launcher. */
public final class NodeProcess {
    private NodeProcess() {}

    public static void main(String[] arguments) {
        Tether.watch(System.in, () -> System.exit(0));
        FleetNode.main(arguments);
    }
}

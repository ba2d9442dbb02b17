package io.groundswell.benchmarks;

import java.io.IOException;
import java.util.List;

/** Which server is loaded. */
enum ServerKind {
    /** A node as it ships. */
    NODE {
        @Override
        Server start(List<String> javaOptions) throws IOException, InterruptedException {
            return NodeServer.start(javaOptions);
        }
    },
    /** The yardstick: {@link BareServer}. */
    BARE {
        @Override
        Server start(List<String> javaOptions) throws IOException, InterruptedException {
            return BareProcess.start(javaOptions);
        }
    };

    /** What a node's JVM is started with where nothing else is said. */
    static final List<String> SHIPPED_OPTIONS =
            List.of("@" + System.getProperty("groundswell.node.options", "connection-fleet/jvm.options"));

    abstract Server start(List<String> javaOptions) throws IOException, InterruptedException;
}

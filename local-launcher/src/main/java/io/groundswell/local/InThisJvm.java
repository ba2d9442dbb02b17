package io.groundswell.local;

import io.groundswell.fleet.FleetConfig;
import io.groundswell.fleet.FleetNode;
import io.groundswell.settings.Settings;
import java.net.URI;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicBoolean;

/** The API and the nodes share this JVM, and talk to each other by the same sockets as elsewhere. */
final class InThisJvm implements Placement {
    private final Variables variables;

    InThisJvm(Variables variables) {
        this.variables = variables;
    }

    @Override
    public RunningApi startApi(int port, URI stream) {
        LocalApi api = LocalApi.start(Settings.read(variables.api(port, stream), LocalApiConfig::read));
        return new RunningApi() {
            @Override
            public URI address() {
                return api.address();
            }

            @Override
            public boolean isAlive() {
                return true;
            }

            @Override
            public void close() {
                api.close();
            }
        };
    }

    @Override
    public RunningNode startNode(String id, Map<String, String> settings) {
        return new Inside(FleetNode.start(Settings.read(settings, FleetConfig::read)));
    }

    private record Inside(FleetNode node, AtomicBoolean closed) implements RunningNode {
        Inside(FleetNode node) {
            this(node, new AtomicBoolean());
        }

        @Override
        public String id() {
            return node.id();
        }

        @Override
        public OptionalLong pid() {
            return OptionalLong.empty();
        }

        @Override
        public boolean isAlive() {
            return !closed.get();
        }

        @Override
        public void close() {
            if (closed.compareAndSet(false, true)) {
                node.close();
            }
        }

        @Override
        public void askToStop() {
            Thread.ofVirtual().name("stop-" + id()).start(this::close);
        }

        @Override
        public void kill() {
            throw noProcess();
        }

        @Override
        public void pause() {
            throw noProcess();
        }

        @Override
        public void goOn() {
            throw noProcess();
        }

        private IllegalStateException noProcess() {
            return new IllegalStateException("node: " + id() + " (expected: one with a process of its own)");
        }
    }
}

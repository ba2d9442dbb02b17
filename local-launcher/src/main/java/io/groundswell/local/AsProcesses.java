package io.groundswell.local;

import java.net.URI;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Consumer;

/** The API and each node have a process of their own. */
final class AsProcesses implements Placement {
    private final Variables variables;
    private final Consumer<String> notices;

    /** @param notices takes lines for a person, from any thread */
    AsProcesses(Variables variables, Consumer<String> notices) {
        this.variables = variables;
        this.notices = notices;
    }

    @Override
    public RunningApi startApi(int port, URI stream) {
        int actual = port == 0 ? Ports.anyFree() : port;
        ChildProcess process = ChildProcess.start("api", ApiProcess.class, variables.api(actual, stream), notices);
        return new ApiChild(process, Platform.address(actual));
    }

    @Override
    public RunningNode startNode(String id, Map<String, String> settings) {
        return new NodeChild(ChildProcess.start(id, NodeProcess.class, settings, notices), id);
    }

    private record ApiChild(ChildProcess process, URI address) implements RunningApi {
        @Override
        public boolean isAlive() {
            return process.isAlive();
        }

        @Override
        public void close() {
            process.close();
        }
    }

    private record NodeChild(ChildProcess process, String id) implements RunningNode {
        @Override
        public OptionalLong pid() {
            return OptionalLong.of(process.pid());
        }

        @Override
        public boolean isAlive() {
            return process.isAlive();
        }

        @Override
        public void close() {
            process.close();
        }

        @Override
        public void askToStop() {
            process.askToStop();
        }

        @Override
        public void kill() {
            process.kill();
        }

        @Override
        public void pause() {
            process.pause();
        }

        @Override
        public void goOn() {
            process.goOn();
        }
    }
}

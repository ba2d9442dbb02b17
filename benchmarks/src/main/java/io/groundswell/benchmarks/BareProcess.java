package io.groundswell.benchmarks;

import java.io.IOException;
import java.util.List;
import java.util.Map;

/** A {@link BareServer} in a process of its own. Owner: the main thread. */
final class BareProcess implements Server {
    private final ChildJvm jvm;
    private final int streamPort;
    private final int eventPort;

    private BareProcess(ChildJvm jvm, int streamPort, int eventPort) {
        this.jvm = jvm;
        this.streamPort = streamPort;
        this.eventPort = eventPort;
    }

    static BareProcess start(List<String> javaOptions) throws IOException, InterruptedException {
        int streamPort = ChildJvm.freePort();
        int eventPort = ChildJvm.freePort();
        ChildJvm jvm = ChildJvm.start(
                BareServer.class,
                javaOptions,
                Map.of(),
                List.of(Integer.toString(streamPort), Integer.toString(eventPort)));
        BareProcess server = new BareProcess(jvm, streamPort, eventPort);
        jvm.awaitListening(streamPort);
        return server;
    }

    @Override
    public int streamPort() {
        return streamPort;
    }

    @Override
    public long pid() {
        return jvm.pid();
    }

    @Override
    public Publisher.Sink sink(LoadPlan plan) throws IOException {
        return new BareSink(plan, eventPort);
    }

    @Override
    public void close() {
        jvm.close();
    }
}

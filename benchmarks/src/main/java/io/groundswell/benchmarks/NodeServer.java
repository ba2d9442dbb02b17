package io.groundswell.benchmarks;

import io.groundswell.access.DevelopmentTokens;
import io.groundswell.access.TokenConfig;
import io.groundswell.fleet.FleetNode;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A node of the fleet as it ships, in a process of its own. Owner: the main thread. */
final class NodeServer implements Server {
    static final String KEY = "only-for-load-runs-on-the-loopback-1";

    private final String id;
    private final ChildJvm node;
    private final int streamPort;
    private final int internalPort;
    private final Runnable afterwards;

    private NodeServer(String id, ChildJvm node, int streamPort, int internalPort, Runnable afterwards) {
        this.id = id;
        this.node = node;
        this.streamPort = streamPort;
        this.internalPort = internalPort;
        this.afterwards = afterwards;
    }

    /** A node with tables of its own. */
    static NodeServer start(List<String> javaOptions) throws IOException, InterruptedException {
        Tables tables = Tables.start();
        return start("node-under-load", tables, javaOptions, tables::close);
    }

    /**
     * A node among others.
     *
     * @param id its own
     * @param tables which stay the caller's
     */
    static NodeServer start(String id, Tables tables, List<String> javaOptions)
            throws IOException, InterruptedException {
        return start(id, tables, javaOptions, () -> {});
    }

    private static NodeServer start(String id, Tables tables, List<String> javaOptions, Runnable afterwards)
            throws IOException, InterruptedException {
        return start(id, environment(tables), javaOptions, afterwards);
    }

    /**
     * A node among others, beside an API and dispatchers.
     *
     * @param shared what all of them have in their environment
     */
    static NodeServer start(String id, Map<String, String> shared, List<String> javaOptions)
            throws IOException, InterruptedException {
        return start(id, shared, javaOptions, () -> {});
    }

    private static NodeServer start(
            String id, Map<String, String> shared, List<String> javaOptions, Runnable afterwards)
            throws IOException, InterruptedException {
        int streamPort = ChildJvm.freePort();
        int internalPort = ChildJvm.freePort();
        ChildJvm node = ChildJvm.start(
                FleetNode.class, javaOptions, environment(id, shared, streamPort, internalPort), List.of());
        NodeServer server = new NodeServer(id, node, streamPort, internalPort, afterwards);
        try {
            node.awaitListening(streamPort);
            return server;
        } catch (IOException | InterruptedException e) {
            server.close();
            throw e;
        }
    }

    private static Map<String, String> environment(Tables tables) {
        return Map.of(
                "AWS_REGION",
                Tables.REGION,
                "GROUNDSWELL_AWS_CREDENTIALS",
                "local",
                "GROUNDSWELL_DYNAMODB_ENDPOINT",
                tables.endpoint().toString(),
                "GROUNDSWELL_TABLE_PREFIX",
                Tables.PREFIX,
                "GROUNDSWELL_TOKEN_SECRET",
                KEY,
                "GROUNDSWELL_INTERNAL_KEY",
                KEY,
                "GROUNDSWELL_GUESTS",
                "true");
    }

    private static Map<String, String> environment(
            String id, Map<String, String> shared, int streamPort, int internalPort) {
        Map<String, String> environment = new HashMap<>(shared);
        environment.put("GROUNDSWELL_NODE_ID", id);
        environment.put("GROUNDSWELL_STREAM_HOST", "127.0.0.1");
        environment.put("GROUNDSWELL_STREAM_PORT", Integer.toString(streamPort));
        environment.put("GROUNDSWELL_INTERNAL_PORT", Integer.toString(internalPort));
        return environment;
    }

    /** The request line that shows a token of a connection's own, signed with HS256 as the node checks it. */
    static String authorization(int connection) {
        return "Authorization: " + bearer(connection) + "\r\n";
    }

    /** A member's token, likewise, as it stands behind the header's name. */
    static String bearer(int member) {
        DevelopmentTokens tokens = new DevelopmentTokens(TokenConfig.ofSecret(KEY, false), InstantSource.system());
        return "Bearer " + tokens.issue("member-" + member, Duration.ofHours(1));
    }

    @Override
    public int streamPort() {
        return streamPort;
    }

    @Override
    public long pid() {
        return node.pid();
    }

    @Override
    public Publisher.Sink sink(LoadPlan plan) throws IOException {
        return new SignedSink(plan, internalPort, id, KEY);
    }

    /** What it says of itself at this moment. */
    NodeMetrics metrics() throws IOException, InterruptedException {
        return NodeMetrics.read(internalPort);
    }

    /** Ends it as a power cut would. */
    void kill() {
        node.kill();
    }

    @Override
    public void close() {
        node.close();
        afterwards.run();
    }
}

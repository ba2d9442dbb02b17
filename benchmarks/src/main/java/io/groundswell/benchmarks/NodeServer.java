package io.groundswell.benchmarks;

import io.groundswell.aws.AwsClients;
import io.groundswell.aws.AwsConfig;
import io.groundswell.fleet.FleetNode;
import io.groundswell.local.embedded.EmbeddedDynamo;
import io.groundswell.registry.dynamodb.RegistryTables;
import io.groundswell.store.dynamodb.StoreTables;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** A node of the fleet as it ships; its tables are in this process. Owner: the main thread. */
final class NodeServer implements Server {
    private static final String ID = "node-under-load";
    private static final String KEY = "only-for-load-runs-on-the-loopback-1";
    private static final String PREFIX = "load-";
    private static final String REGION = "local";

    private final EmbeddedDynamo dynamo;
    private final ChildJvm node;
    private final int streamPort;
    private final int internalPort;

    private NodeServer(EmbeddedDynamo dynamo, ChildJvm node, int streamPort, int internalPort) {
        this.dynamo = dynamo;
        this.node = node;
        this.streamPort = streamPort;
        this.internalPort = internalPort;
    }

    static NodeServer start(List<String> javaOptions) throws IOException, InterruptedException {
        EmbeddedDynamo dynamo = EmbeddedDynamo.start();
        createTables(dynamo.endpoint());
        int streamPort = ChildJvm.freePort();
        int internalPort = ChildJvm.freePort();
        ChildJvm node = ChildJvm.start(
                FleetNode.class, javaOptions, environment(dynamo.endpoint(), streamPort, internalPort), List.of());
        NodeServer server = new NodeServer(dynamo, node, streamPort, internalPort);
        node.awaitListening(streamPort);
        return server;
    }

    private static void createTables(URI endpoint) {
        AwsConfig config =
                new AwsConfig(REGION, Optional.empty(), Optional.of(endpoint), AwsConfig.Credentials.LOCAL, PREFIX);
        try (DynamoDbClient client = new AwsClients(config).dynamoDb(Duration.ofSeconds(10))) {
            StoreTables.create(client, PREFIX);
            RegistryTables.create(client, PREFIX);
        }
    }

    private static Map<String, String> environment(URI dynamo, int streamPort, int internalPort) {
        Map<String, String> environment = new HashMap<>();
        environment.put("AWS_REGION", REGION);
        environment.put("GROUNDSWELL_AWS_CREDENTIALS", "local");
        environment.put("GROUNDSWELL_DYNAMODB_ENDPOINT", dynamo.toString());
        environment.put("GROUNDSWELL_TABLE_PREFIX", PREFIX);
        environment.put("GROUNDSWELL_TOKEN_SECRET", KEY);
        environment.put("GROUNDSWELL_INTERNAL_KEY", KEY);
        environment.put("GROUNDSWELL_GUESTS", "true");
        environment.put("GROUNDSWELL_NODE_ID", ID);
        environment.put("GROUNDSWELL_STREAM_HOST", "127.0.0.1");
        environment.put("GROUNDSWELL_STREAM_PORT", Integer.toString(streamPort));
        environment.put("GROUNDSWELL_INTERNAL_PORT", Integer.toString(internalPort));
        return environment;
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
        return new SignedSink(plan, internalPort, ID, KEY);
    }

    @Override
    public void close() {
        node.close();
        dynamo.close();
    }
}

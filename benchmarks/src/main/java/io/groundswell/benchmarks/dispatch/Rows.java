package io.groundswell.benchmarks.dispatch;

import io.groundswell.registry.dynamodb.RegistryTables;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What the registry's tables would answer: nodes that live for ever, each with viewers of every topic. Immutable. */
final class Rows {
    static final String REGION = "us-east-1";

    private static final String NODES = RegistryTables.NODES.name() + '"';
    private static final String SUBSCRIPTIONS = RegistryTables.SUBSCRIPTIONS.name() + '"';

    private static final int NODE_KEYS = 8;
    private static final long FOR_EVER = 4_102_444_800_000L;

    private final List<String> nodesByKey = new ArrayList<>();
    private final String subscriptions;

    Rows(List<Integer> nodePorts) {
        for (int key = 0; key < NODE_KEYS; key++) {
            int shard = key;
            nodesByKey.add(answer(IntStream.range(0, nodePorts.size())
                    .filter(node -> Math.floorMod(nodeId(node).hashCode(), NODE_KEYS) == shard)
                    .mapToObj(node -> nodeRow(shard, node, nodePorts.get(node)))
                    .toList()));
        }
        this.subscriptions = answer(IntStream.range(0, nodePorts.size())
                .mapToObj(Rows::subscriptionRow)
                .toList());
    }

    static String nodeId(int node) {
        return "node-" + node;
    }

    /** @param query as JSON; every other table is empty */
    String answer(String query) {
        if (query.contains(NODES)) {
            int key = query.indexOf(REGION + "#") + REGION.length() + 1;
            return nodesByKey.get(query.charAt(key) - '0');
        }
        return query.contains(SUBSCRIPTIONS) ? subscriptions : answer(List.of());
    }

    private static String answer(List<String> rows) {
        return rows.stream()
                .collect(Collectors.joining(
                        ",", "{\"Items\":[", "],\"Count\":" + rows.size() + ",\"ScannedCount\":" + rows.size() + "}"));
    }

    private static String nodeRow(int key, int node, int port) {
        return "{\"regionShard\":{\"S\":\"%s#%d\"},\"nodeId\":{\"S\":\"%s\"},".formatted(REGION, key, nodeId(node))
                + "\"deliveries\":{\"S\":\"http://127.0.0.1:%d/internal/v1/deliveries\"},".formatted(port)
                + "\"stream\":{\"S\":\"127.0.0.1:%d\"},\"leaseUntil\":{\"N\":\"%d\"},".formatted(port, FOR_EVER)
                + "\"connections\":{\"N\":\"1\"},\"draining\":{\"BOOL\":false},\"version\":{\"N\":\"1\"}}";
    }

    private static String subscriptionRow(int node) {
        return "{\"topic\":{\"S\":\"any\"},\"nodeId\":{\"S\":\"%s\"},\"viewers\":{\"N\":\"1\"},\"version\":{\"N\":\"1\"}}"
                .formatted(nodeId(node));
    }
}

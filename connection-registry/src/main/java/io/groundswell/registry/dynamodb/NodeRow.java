package io.groundswell.registry.dynamodb;

import io.groundswell.event.Topic;
import io.groundswell.registry.Missed;
import io.groundswell.registry.Node;
import io.groundswell.registry.Revision;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.enhanced.dynamodb.document.EnhancedDocument;

/** How a node, and what it missed, stands in its row. */
final class NodeRow {
    /** How long after its lease a row may be removed. */
    private static final Duration KEPT_AFTER_LEASE = Duration.ofHours(24);

    /** In milliseconds since 1970; absent where nothing was missed. */
    static final String MISSED_SINCE = "missedSince";

    /** Which topics, as a set of text. */
    static final String MISSED_TOPICS = "missedTopics";

    /** Present and true where they were too many to name. */
    static final String MISSED_ALL = "missedAll";

    /** Absent in rows of nodes that do not say what they run. */
    private static final String REVISION = "revision";

    /** Since when that revision runs there, in milliseconds since 1970; there with the revision. */
    private static final String SINCE = "since";

    static EnhancedDocument of(String partition, Node node) {
        EnhancedDocument.Builder row = EnhancedDocument.builder()
                .putString(RegistryTables.NODES.partitionKey(), partition)
                .putString(RegistryTables.NODES.sortKey(), node.id())
                .putString("deliveries", node.deliveries().toString())
                .putString("stream", node.stream())
                .putNumber("leaseUntil", node.leaseUntil())
                .putNumber("connections", node.connections())
                .putBoolean("draining", node.draining())
                .putNumber("version", node.version())
                .putNumber(
                        RegistryTables.NODES.timeToLive().orElseThrow(),
                        Duration.ofMillis(node.leaseUntil())
                                .plus(KEPT_AFTER_LEASE)
                                .toSeconds());
        Revision revision = node.revision();
        if (!revision.name().isEmpty()) {
            row.putString(REVISION, revision.name()).putNumber(SINCE, revision.since());
        }
        return row.build();
    }

    static Node node(EnhancedDocument row) {
        return new Node(
                row.getString(RegistryTables.NODES.sortKey()),
                URI.create(row.getString("deliveries")),
                row.getString("stream"),
                row.getNumber("leaseUntil").longValue(),
                row.getNumber("connections").intValue(),
                row.getBoolean("draining"),
                version(row),
                revision(row));
    }

    private static Revision revision(EnhancedDocument row) {
        return row.isPresent(REVISION)
                ? new Revision(row.getString(REVISION), row.getNumber(SINCE).longValue())
                : Revision.UNKNOWN;
    }

    static long version(EnhancedDocument row) {
        return row.getNumber("version").longValue();
    }

    static Optional<Missed> missed(EnhancedDocument row) {
        if (!row.isPresent(MISSED_SINCE)) {
            return Optional.empty();
        }
        return Optional.of(new Missed(row.getNumber(MISSED_SINCE).longValue(), missedTopics(row)));
    }

    private static Set<Topic> missedTopics(EnhancedDocument row) {
        if (row.isPresent(MISSED_ALL) || !row.isPresent(MISSED_TOPICS)) {
            return Set.of();
        }
        return row.getStringSet(MISSED_TOPICS).stream().map(Topic::parse).collect(Collectors.toSet());
    }

    private NodeRow() {}
}

package io.groundswell.dispatch;

import static java.util.stream.Collectors.flatMapping;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toSet;

import io.groundswell.aws.Parallel;
import io.groundswell.dispatch.deliver.Delivery.Handover;
import io.groundswell.dispatch.deliver.DeliveryOutcome.Missed;
import io.groundswell.event.Topic;
import io.groundswell.registry.NodeDirectory;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells nodes what they missed, so that they read it from the store and no message has to come again. Immutable. */
final class MissedNotes {
    private static final Logger LOG = LoggerFactory.getLogger(MissedNotes.class);
    private static final int AT_ONCE = 32;

    private final NodeDirectory directory;

    MissedNotes(NodeDirectory directory) {
        this.directory = directory;
    }

    /**
     * @param since when the invocation's attempt began, in milliseconds since 1970
     * @return the topics that a node missed and could not be told of
     */
    Set<Topic> tell(List<Handover> handovers, long since) {
        Map<String, Set<Topic>> missed = handovers.stream()
                .filter(handover -> handover.outcome() instanceof Missed)
                .collect(groupingBy(
                        handover -> handover.node().id(),
                        flatMapping(handover -> handover.topics().stream(), toSet())));
        Set<Topic> failed = new HashSet<>();
        Parallel.map(missed.entrySet(), AT_ONCE, note -> tell(note.getKey(), since, note.getValue()))
                .forEach(failed::addAll);
        return failed;
    }

    /** A node without a row has left, and its viewers with it: there is nobody to tell. */
    private Collection<Topic> tell(String nodeId, long since, Set<Topic> topics) {
        try {
            boolean told = directory.noteMissed(nodeId, since, topics);
            LOG.info("node {}: missed {} topics, {}", nodeId, topics.size(), told ? "told" : "but has left");
            return Set.of();
        } catch (RuntimeException e) {
            LOG.warn("node {}: missed {} topics and cannot be told, their messages fail", nodeId, topics.size(), e);
            return topics;
        }
    }
}

package io.groundswell.registry;

import io.groundswell.event.Topic;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The nodes of this region. */
public interface NodeDirectory {
    /**
     * Writes the node's row, if its version is above the one there, and takes what was noted as missed with it.
     *
     * @return what dispatchers noted since the last time, or empty
     * @throws RegistryException if it is not known to be written
     */
    Optional<Missed> renew(Node node);

    /**
     * Every row, live or not, strongly consistent.
     *
     * @throws RegistryException if they could not be read
     */
    List<Node> all();

    /**
     * One row, live or not, strongly consistent.
     *
     * @throws RegistryException if it could not be read
     */
    Optional<Node> find(String nodeId);

    /**
     * Notes that a live node lacks deliveries; it reads that at its next renewal. Too many topics become all of them.
     *
     * @param since in milliseconds since 1970; the earliest one noted stays
     * @return false if the node has no row
     * @throws RegistryException if it is not known to be noted
     */
    boolean noteMissed(String nodeId, long since, Set<Topic> topics);

    /**
     * Takes the row out.
     *
     * @throws RegistryException if it is not known to be gone
     */
    void remove(String nodeId);
}

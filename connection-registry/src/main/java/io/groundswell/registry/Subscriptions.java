package io.groundswell.registry;

import io.groundswell.event.Topic;
import java.util.List;

/** Which nodes have viewers of which topic. */
public interface Subscriptions {
    /**
     * Writes the row if its version is above the one there. With 0 viewers it is first written and then deleted, so that a
     * late write of an older version brings nothing back.
     *
     * @throws RegistryException if it is not known to be written
     */
    void put(Subscription subscription);

    /**
     * Every row of the topic, whether its node lives or not, strongly consistent.
     *
     * @throws RegistryException if they could not be read
     */
    List<Subscription> of(Topic topic);
}

package io.groundswell.likes.accept;

import io.groundswell.event.Topic;
import io.groundswell.event.TopicUpdate;

/** What one topic puts into a packet, and who is told of its fate. */
record Parcel(Topic topic, TopicUpdate update, Owner owner) {
    /** Whose it is. Called on the loop. */
    interface Owner {
        /** An attempt to send it begins. */
        void attempting();

        /** Its fate, once. */
        void settled(SendOutcome outcome);
    }
}

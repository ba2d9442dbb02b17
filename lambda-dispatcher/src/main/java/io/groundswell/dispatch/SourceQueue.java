package io.groundswell.dispatch;

import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import io.groundswell.dispatch.Inbox.Poison;
import java.util.Collection;

/** What a dispatcher does to the queue besides answering which messages failed. Blocks. */
interface SourceQueue {
    /**
     * Puts a message that can never be read aside, with its reason.
     *
     * @return whether it is known to be there; if not, the message has to come again
     */
    boolean setAside(Poison poison);

    /** Lets messages that failed come again soon, the later the more often they have come. Best effort: else they come when
     * their visibility times out. */
    void hasten(Collection<SQSMessage> failed);
}

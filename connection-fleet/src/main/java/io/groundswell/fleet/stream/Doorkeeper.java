package io.groundswell.fleet.stream;

import io.groundswell.fleet.hub.Term;
import io.groundswell.http.Exchange;
import io.netty.channel.Channel;
import java.util.Optional;

/** Decides which streams a node takes. Any event loop. */
public interface Doorkeeper {
    /**
     * Takes the connection over for a stream, which counts until the connection closes; or answers the request and gives
     * nothing. On the connection's event loop.
     */
    Optional<Channel> letIn(Exchange exchange);

    /** When a stream that opens now is to end at the latest, as far as the node is concerned. */
    Term term();
}

package io.groundswell.local;

import java.net.URI;
import java.util.Map;

/** Where the API and the nodes run. */
interface Placement {
    /** @param port 0 takes a free one */
    RunningApi startApi(int port, URI stream);

    /** Returns as soon as it is on its way; the registry shows when it serves. */
    RunningNode startNode(String id, Map<String, String> variables);
}

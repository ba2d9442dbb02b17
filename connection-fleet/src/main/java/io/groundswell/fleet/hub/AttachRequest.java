package io.groundswell.fleet.hub;

import io.groundswell.event.Topic;
import java.util.List;
import java.util.Optional;

/**
 * What a client asks for.
 *
 * @param topics at least one, each once
 * @param resume what it has seen, if it comes back
 */
public record AttachRequest(String connectionId, List<Topic> topics, Optional<Position> resume) {}

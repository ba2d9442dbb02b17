package io.groundswell.fleet.hub;

import io.groundswell.event.Topic;
import java.util.List;
import java.util.Optional;

/**
 * What a client asks for.
 *
 * @param topics at least one, each once
 * @param resume what it has seen, if it comes back
 * @param term when its stream must end at the latest
 */
public record AttachRequest(String connectionId, List<Topic> topics, Optional<Position> resume, Term term) {}

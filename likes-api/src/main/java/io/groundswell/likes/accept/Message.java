package io.groundswell.likes.accept;

import java.util.Optional;

/**
 * What one entry of the queue holds.
 *
 * @param body a batch in the wire format
 * @param bytes of the body in UTF-8
 * @param group whose share of the queue it takes, where it is one topic's alone: 1 to 128 characters
 */
public record Message(String body, int bytes, Optional<String> group) {}

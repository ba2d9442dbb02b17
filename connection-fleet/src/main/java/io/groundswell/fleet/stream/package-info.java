/**
 * How viewers speak with a node: Server-Sent Events over HTTP/1.1. Start at {@link
 * io.groundswell.fleet.stream.StreamEndpoint}. Everything about a connection is its event loop's; {@link
 * io.groundswell.fleet.stream.SseFrames} has no state.
 */
@NullMarked
package io.groundswell.fleet.stream;

import org.jspecify.annotations.NullMarked;

/**
 * The fan-out core of a node. A topic is a log, a viewer a cursor into it, and the sweep rolls.
 *
 * <p>Start at {@link io.groundswell.fleet.hub.Hub}. One intake thread merges what arrives ({@link
 * io.groundswell.fleet.hub.TopicState}), appends frames that are already wrapped for the wire ({@link
 * io.groundswell.fleet.hub.TopicLog}), and publishes one number: the sequence up to which every frame of every log may be
 * read. Event loops only read logs, each with the cursors of its own viewers ({@link io.groundswell.fleet.hub.LoopHub},
 * {@link io.groundswell.fleet.hub.Sweep}). There is no lock and no timer per viewer on the way of an event. How a frame is
 * wrapped and how a client speaks is not known here: see {@link io.groundswell.fleet.hub.FrameEncoder}.
 */
@NullMarked
package io.groundswell.fleet.hub;

import org.jspecify.annotations.NullMarked;

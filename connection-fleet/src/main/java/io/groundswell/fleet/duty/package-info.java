/**
 * What a node owes the registry: its row and lease ({@link io.groundswell.fleet.duty.Registration}), the topics that it has
 * viewers of ({@link io.groundswell.fleet.duty.ViewerCounts}), and for a topic that is new to it, its past ({@link
 * io.groundswell.fleet.duty.TopicArrivals}). Nothing here is on the way of an event, and no failure of the registry reaches
 * a viewer. Timers run on one thread, {@code duty}; what blocks runs on virtual threads, a bounded number at a time.
 */
@NullMarked
package io.groundswell.fleet.duty;

import org.jspecify.annotations.NullMarked;

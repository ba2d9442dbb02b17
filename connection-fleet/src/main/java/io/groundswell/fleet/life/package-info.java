/**
 * A stream's life beside its events: who is let in ({@link io.groundswell.fleet.life.Entrance}, {@link
 * io.groundswell.fleet.life.Admission}), for how long ({@link io.groundswell.fleet.life.Lifetimes}), and when a node lets go
 * of its viewers, all of them ({@link io.groundswell.fleet.life.Drain}) or some ({@link
 * io.groundswell.fleet.life.Rebalancing}); {@link io.groundswell.fleet.life.Lookout} shows who decides what the others have. Counts are touched by every event loop; drain and rebalancing have one timer
 * thread, {@code life}.
 */
@NullMarked
package io.groundswell.fleet.life;

import org.jspecify.annotations.NullMarked;

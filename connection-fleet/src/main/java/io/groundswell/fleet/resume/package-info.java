/**
 * What happened while somebody was away. {@link io.groundswell.fleet.resume.SharedPasts} reads for viewers that come back what
 * was dispatched meanwhile, once for all that lack about the same; {@link io.groundswell.fleet.resume.CatchUps} reads for the
 * node what it was not delivered. Both read {@link io.groundswell.fleet.resume.DispatchedEvents}, on virtual threads, a bounded
 * number at a time, and never make an event loop or the intake thread wait.
 */
@NullMarked
package io.groundswell.fleet.resume;

import org.jspecify.annotations.NullMarked;

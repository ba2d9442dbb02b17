/**
 * The internal port: where dispatchers post batches. Start at {@link io.groundswell.fleet.intake.DeliveriesEndpoint}. It
 * runs on event loops of its own, so that a large batch delays no viewer.
 */
@NullMarked
package io.groundswell.fleet.intake;

import org.jspecify.annotations.NullMarked;

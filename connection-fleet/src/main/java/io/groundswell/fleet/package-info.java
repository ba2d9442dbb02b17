/**
 * The deployable that holds the viewers. Start at {@link io.groundswell.fleet.FleetNode}, which wires the rooms: {@code
 * intake} takes batches in, {@code hub} fans them out, {@code stream} speaks with viewers, {@code duty} keeps the registry
 * informed.
 */
@NullMarked
package io.groundswell.fleet;

import org.jspecify.annotations.NullMarked;

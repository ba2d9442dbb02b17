/**
 * What outlives a deployment: tables, queues, topics, secrets. Start at {@link io.groundswell.infra.state.StateStack}. What a
 * table is comes from the modules that read and write it, so that the two cannot differ.
 */
@NullMarked
package io.groundswell.infra.state;

import org.jspecify.annotations.NullMarked;

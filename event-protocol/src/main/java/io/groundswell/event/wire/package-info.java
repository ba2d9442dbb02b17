/**
 * The one wire format between components: JSON, versioned, readable in a dead-letter queue.
 *
 * <p>Start at {@link io.groundswell.event.wire.BatchCodec}. A reader takes every version that was ever shipped; the golden
 * files in the tests are added to and never changed. Nothing here has state, so no thread owns it.
 */
@NullMarked
package io.groundswell.event.wire;

import org.jspecify.annotations.NullMarked;

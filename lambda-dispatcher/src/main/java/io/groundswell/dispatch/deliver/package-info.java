/**
 * Batches to nodes: each node one request or a few, all at once, within one deadline. Start at {@link
 * io.groundswell.dispatch.deliver.Delivery}; what became of a request is a {@link
 * io.groundswell.dispatch.deliver.DeliveryOutcome}. Immutable; requests are asynchronous and hold no thread.
 */
@NullMarked
package io.groundswell.dispatch.deliver;

import org.jspecify.annotations.NullMarked;

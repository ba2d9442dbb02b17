/**
 * What happens in Groundswell, as values: topics, event ids, and the three mergeable states that every event belongs to.
 *
 * <p>Start at {@link io.groundswell.event.DeliveryClass}, then {@link io.groundswell.event.TopicUpdate}, which holds one
 * state of each class for one topic. Every type here is immutable, so no thread owns any of it. No AWS, no Netty.
 */
@NullMarked
package io.groundswell.event;

import org.jspecify.annotations.NullMarked;

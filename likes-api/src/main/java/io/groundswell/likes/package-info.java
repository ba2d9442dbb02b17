/**
 * The publishing side: validates, counts, packs, and hands to SQS.
 *
 * <p>Start at {@link io.groundswell.likes.LikesApi}, which puts the parts together. A like's walk: {@code http} decodes it,
 * {@code accept} counts it and packs it, {@code queue} sends the packet. The thread that starts the process owns this
 * package; the rest runs on event loops and virtual threads, as the other packages say.
 */
@NullMarked
package io.groundswell.likes;

import org.jspecify.annotations.NullMarked;

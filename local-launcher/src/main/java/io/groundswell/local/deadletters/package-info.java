/**
 * The messages that a dispatcher set aside, and those that the queue did: to look at, and to send again. Start at {@link
 * io.groundswell.local.deadletters.DeadLetterQueue}. Calls block; each object is used by one thread at a time.
 */
@NullMarked
package io.groundswell.local.deadletters;

import org.jspecify.annotations.NullMarked;

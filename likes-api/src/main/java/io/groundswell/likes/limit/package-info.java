/**
 * How often a client may ask. Start at {@link io.groundswell.likes.limit.RateLimits}. Any thread may use anything here; nothing
 * waits.
 */
@NullMarked
package io.groundswell.likes.limit;

import org.jspecify.annotations.NullMarked;

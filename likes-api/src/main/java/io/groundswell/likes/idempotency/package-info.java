/**
 * Requests with an {@code Idempotency-Key}: claims the key before anything is done, keeps the first final answer, gives it to
 * every repeat.
 *
 * <p>Start at {@link io.groundswell.likes.idempotency.KeyedRequests}. Endpoints see an {@link
 * io.groundswell.likes.idempotency.Attempt} and need not know whether there is a key. What is asked of the store runs on
 * virtual threads, a bounded number of requests at a time; a request without a key never leaves its event loop. No AWS.
 */
@NullMarked
package io.groundswell.likes.idempotency;

import org.jspecify.annotations.NullMarked;

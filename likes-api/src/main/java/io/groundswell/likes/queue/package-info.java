/**
 * The SQS side of the outbox. Start at {@link io.groundswell.likes.queue.SqsQueue}; what a failed attempt means stands in
 * {@link io.groundswell.likes.queue.SendFailure}. Calls run on virtual threads, one each.
 */
@NullMarked
package io.groundswell.likes.queue;

import org.jspecify.annotations.NullMarked;

/**
 * The Lambda function between the queue and the nodes: merge, record, route, deliver. Start at {@link
 * io.groundswell.dispatch.DispatchHandler}, then {@link io.groundswell.dispatch.Dispatch}. An invocation runs on the thread
 * that calls it, and on virtual threads that end before it does; nothing outlives it but caches and connections.
 */
@NullMarked
package io.groundswell.dispatch;

import org.jspecify.annotations.NullMarked;

/**
 * What stands in for AWS on one machine: SQS ({@link io.groundswell.local.embedded.EmbeddedSqs}), DynamoDB ({@link
 * io.groundswell.local.embedded.EmbeddedDynamo}), the SQS event source of Lambda ({@link
 * io.groundswell.local.embedded.EventSource}) and the load balancer ({@link io.groundswell.local.embedded.Balancer}). All
 * but the event source's JSON are real protocols over real sockets on the loopback address. Each part owns its threads;
 * start reading at {@link io.groundswell.local.embedded.EventSource}, where a message becomes an invocation.
 */
@NullMarked
package io.groundswell.local.embedded;

import org.jspecify.annotations.NullMarked;

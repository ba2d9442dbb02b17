/**
 * Who listens where. Nodes write themselves into the {@link io.groundswell.registry.NodeDirectory} with a lease, and the
 * topics that they have viewers of into {@link io.groundswell.registry.Subscriptions}; dispatchers ask {@link
 * io.groundswell.registry.NodeLookup}. A row counts only while its node's lease does: expiry is checked on every read. The
 * DynamoDB adapters are in {@code io.groundswell.registry.dynamodb}. Ports block and may be used by any thread.
 */
@NullMarked
package io.groundswell.registry;

import org.jspecify.annotations.NullMarked;

/**
 * Nodes and subscriptions in DynamoDB, on the Enhanced Client. Start at {@link
 * io.groundswell.registry.dynamodb.RegistryTables}, which says how the rows are keyed. The adapters block: call them from
 * virtual threads.
 */
@NullMarked
package io.groundswell.registry.dynamodb;

import org.jspecify.annotations.NullMarked;

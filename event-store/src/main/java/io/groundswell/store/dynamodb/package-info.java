/**
 * Counters, history and idempotency keys in DynamoDB, on the Enhanced Client. Start at {@link io.groundswell.store.dynamodb.StoreTables},
 * which says how the rows are keyed. The adapters are immutable and block: call them from virtual threads.
 */
@NullMarked
package io.groundswell.store.dynamodb;

import org.jspecify.annotations.NullMarked;

/**
 * What is kept beyond a process: counters, history, and which requests were answered. Ports only; their DynamoDB adapters are
 * in {@code io.groundswell.store.dynamodb}. Start at {@link io.groundswell.store.Counters}. Implementations block, may be used by any
 * thread, and throw {@link io.groundswell.store.StoreException}.
 */
@NullMarked
package io.groundswell.store;

import org.jspecify.annotations.NullMarked;

/**
 * What one dispatcher does in a second, and how long one invocation takes for many nodes. Start at {@link
 * io.groundswell.benchmarks.dispatch.DispatcherRun}: the real handler runs in the main process, what it calls is stood in for by
 * {@link io.groundswell.benchmarks.dispatch.StandIns} in another, over loopback HTTP.
 */
@NullMarked
package io.groundswell.benchmarks.dispatch;

import org.jspecify.annotations.NullMarked;

/**
 * Load runs against servers in processes of their own, on the loopback. Start at {@link io.groundswell.benchmarks.Run}, which
 * {@link io.groundswell.benchmarks.LoadRun} carries out once and {@link io.groundswell.benchmarks.Rows} in turn with the
 * yardstick; {@link io.groundswell.benchmarks.SlowReaders} compares it without and with slow viewers, which are read on a thread of
 * their own. The main thread publishes; each client loop owns its connections and what they count.
 */
@NullMarked
package io.groundswell.benchmarks;

import org.jspecify.annotations.NullMarked;

/**
 * Load runs against one started server in a process of its own. Start at {@link io.groundswell.benchmarks.LoadRun}. The main
 * thread publishes; each client loop owns its connections and what they count.
 */
@NullMarked
package io.groundswell.benchmarks;

import org.jspecify.annotations.NullMarked;

/** Benchmarks of what a frame costs, by JMH; run by {@code benchmarks/jmh}. Start at {@link HubBenchmark}. */
@NullMarked
package io.groundswell.benchmarks.jmh;

import org.jspecify.annotations.NullMarked;

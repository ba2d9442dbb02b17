/**
 * Likes posted to an API process over keep-alive HTTP/1.1, and a bare Netty server beside it as the yardstick. Start at {@link
 * io.groundswell.benchmarks.api.ApiBenchmark}. The load has one event loop, which owns its connections and what they count; the main
 * thread starts, waits and reads the processors' time.
 */
@NullMarked
package io.groundswell.benchmarks.api;

import org.jspecify.annotations.NullMarked;

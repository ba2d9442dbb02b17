/**
 * What the function measures. Start at {@link io.groundswell.dispatch.metrics.DispatchMetric}. An invocation collects its own
 * {@link io.groundswell.dispatch.metrics.Measurements} and hands them over when it ends, so nothing here is shared but {@link
 * io.groundswell.dispatch.metrics.Throttles}, which any thread may use.
 */
@NullMarked
package io.groundswell.dispatch.metrics;

import org.jspecify.annotations.NullMarked;

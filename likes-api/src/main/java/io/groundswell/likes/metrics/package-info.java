/**
 * What the API measures, and how it speaks of failures. Start at {@link io.groundswell.likes.metrics.ApiMetric}, which lists all of it. Any thread may
 * use anything here.
 */
@NullMarked
package io.groundswell.likes.metrics;

import org.jspecify.annotations.NullMarked;

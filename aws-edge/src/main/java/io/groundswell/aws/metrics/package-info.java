/**
 * Metrics for CloudWatch, as lines of a process's output. Start at {@link io.groundswell.aws.metrics.EmbeddedLines}; {@link
 * io.groundswell.aws.metrics.EmbeddedMeters} writes the meters of a process that has such. Any thread may record; where meters are
 * written, one thread does it.
 */
@NullMarked
package io.groundswell.aws.metrics;

import org.jspecify.annotations.NullMarked;

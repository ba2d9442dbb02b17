/**
 * The dispatcher function as Lambda runs it: its deployment artifact under AWS's runtime interface client. Start at {@link
 * io.groundswell.benchmarks.lambda.LambdaRun}; {@link io.groundswell.benchmarks.lambda.FunctionProcess} is the function, {@link
 * io.groundswell.benchmarks.lambda.RuntimeApi} is what stands between it and whoever invokes it.
 */
@NullMarked
package io.groundswell.benchmarks.lambda;

import org.jspecify.annotations.NullMarked;

/**
 * The dispatcher function as Lambda runs it: its deployment artifact, unpacked, in a process of its own under AWS's runtime
 * interface client. Start at {@link io.groundswell.lambda.FunctionSuite}. The function's process has one thread for
 * invocations; everything else is the test's.
 */
@NullMarked
package io.groundswell.lambda;

import org.jspecify.annotations.NullMarked;

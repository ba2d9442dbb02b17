/** Requests that nobody would send. Start at {@link io.groundswell.likes.fuzz.FuzzSuite}. */
@NullMarked
package io.groundswell.likes.fuzz;

import org.jspecify.annotations.NullMarked;

/**
 * The way to the other regions. Start at {@link io.groundswell.dispatch.region.OtherRegions}, which is called on the
 * invocation's thread.
 */
@NullMarked
package io.groundswell.dispatch.region;

import org.jspecify.annotations.NullMarked;

/**
 * The container images of API and node, as Docker runs them. Start at {@link io.groundswell.images.ContainerSuite}. Docker's command
 * line is run on the test's thread, one command after the other.
 */
@NullMarked
package io.groundswell.images;

import org.jspecify.annotations.NullMarked;

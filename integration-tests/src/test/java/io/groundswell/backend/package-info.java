/** What the end-to-end suites run on. Start at {@link io.groundswell.backend.Backend}. */
@NullMarked
package io.groundswell.backend;

import org.jspecify.annotations.NullMarked;

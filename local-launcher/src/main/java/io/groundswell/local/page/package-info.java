/**
 * The demo page: a live video with likes and comments. The page itself is plain HTML, CSS and JavaScript among the
 * resources of this package; start with {@code app.js} there, and with {@link io.groundswell.local.page.PageRoutes} here,
 * which serves it. All here is immutable and runs on whichever event loop a request comes in.
 */
@NullMarked
package io.groundswell.local.page;

import org.jspecify.annotations.NullMarked;

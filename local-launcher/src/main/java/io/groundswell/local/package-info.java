/**
 * The whole platform on one machine. {@link io.groundswell.local.Groundswell} is the command line, {@link
 * io.groundswell.local.Platform} starts and stops the parts: start reading there. The API and the nodes run in this JVM or
 * as processes ({@link io.groundswell.local.Placement}), configured by the same variables either way ({@link
 * io.groundswell.local.Variables}). One thread starts and stops the platform; each part owns the threads it runs on.
 */
@NullMarked
package io.groundswell.local;

import org.jspecify.annotations.NullMarked;

/**
 * What the function is rehearsed with before Lambda takes a snapshot of it: {@link io.groundswell.dispatch.rehearsal.Script}
 * is an event as the queue brings it, {@link io.groundswell.dispatch.rehearsal.Stage} plays the services that an invocation
 * meets. Nothing leaves the process's own loopback. The thread that starts the process owns both.
 */
@NullMarked
package io.groundswell.dispatch.rehearsal;

import org.jspecify.annotations.NullMarked;

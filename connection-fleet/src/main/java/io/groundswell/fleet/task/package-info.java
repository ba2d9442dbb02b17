/**
 * What a node is to the service that runs it as a task, on Amazon ECS: it protects itself while it has viewers ({@link
 * io.groundswell.fleet.task.TaskProtection}), and makes room when another revision is wanted ({@link
 * io.groundswell.fleet.task.Succession}). Start at {@link io.groundswell.fleet.task.TaskDuties}. One worker at a time; nothing
 * here is on the way of an event, and outside ECS it does nothing.
 */
@NullMarked
package io.groundswell.fleet.task;

import org.jspecify.annotations.NullMarked;

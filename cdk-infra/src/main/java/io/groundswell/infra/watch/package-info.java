/**
 * What is watched: alarms, whom they tell, and a dashboard. Start at {@link io.groundswell.infra.watch.Watch}. What to do when one
 * goes off stands in docs/operations.md, which a test holds to the alarms here.
 */
@NullMarked
package io.groundswell.infra.watch;

import org.jspecify.annotations.NullMarked;

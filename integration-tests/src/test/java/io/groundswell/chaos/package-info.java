/**
 * A fleet under blows: nodes are drained, killed, paused and cut off while numbered comments go through, and every viewer's
 * receipts are checked by number. Start at {@link io.groundswell.chaos.ChaosSuite}; a viewer is a browser's EventSource in
 * miniature, {@link io.groundswell.chaos.Viewer}. Each viewer has a virtual thread; the test's thread strikes and counts.
 */
@NullMarked
package io.groundswell.chaos;

import org.jspecify.annotations.NullMarked;

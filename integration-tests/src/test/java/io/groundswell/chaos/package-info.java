/**
 * The platform under blows. {@link io.groundswell.chaos.ChaosSuite} and {@link io.groundswell.chaos.PauseSuite}: nodes are
 * drained, killed, paused and cut off while numbered comments go through, and every viewer's receipts are checked by number.
 * {@link io.groundswell.chaos.AcceptedMeansCountedSuite}: everything between the API and the nodes fails, and what was accepted
 * is compared with what is counted, stored and shown. A viewer is a browser's EventSource in miniature, {@link
 * io.groundswell.chaos.Viewer}. Each viewer has a virtual thread; the test's thread strikes and counts.
 */
@NullMarked
package io.groundswell.chaos;

import org.jspecify.annotations.NullMarked;

package io.groundswell.fleet.hub;

import java.time.Duration;

/**
 * How viewers that come back go on where they were.
 *
 * @param overlap how long before the time in a viewer's position events may have been dispatched that it lacks: the longest
 *     attempt of a dispatcher, and what clocks differ by
 * @param longest how old a position may be; what a viewer with an older one lacks is not read
 * @param pasts where it is read that this node does not keep
 */
public record Resumption(Duration overlap, Duration longest, Pasts pasts) {}

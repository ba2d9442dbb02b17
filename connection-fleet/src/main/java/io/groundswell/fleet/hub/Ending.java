package io.groundswell.fleet.hub;

/**
 * Why a node ends a stream, and when the client is to come back.
 *
 * @param retryMillis how long it is to wait before that, in milliseconds
 */
public record Ending(EndReason reason, long retryMillis) {}

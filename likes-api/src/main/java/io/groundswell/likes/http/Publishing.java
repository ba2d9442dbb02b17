package io.groundswell.likes.http;

import io.groundswell.likes.accept.EventIds;
import io.groundswell.likes.accept.Outbox;
import io.groundswell.likes.metrics.ApiMetrics;
import java.time.InstantSource;

/**
 * What publishing needs.
 *
 * @param reactions what a like may be
 * @param clock what latency is measured with
 */
public record Publishing(Outbox outbox, EventIds ids, Reactions reactions, InstantSource clock, ApiMetrics metrics) {}

package io.groundswell.likes.http;

import io.groundswell.likes.accept.EventIds;
import io.groundswell.likes.accept.Outbox;
import io.groundswell.likes.idempotency.KeyedRequests;
import io.groundswell.likes.metrics.ApiMetrics;
import io.groundswell.likes.moderation.Moderator;
import java.time.InstantSource;

/**
 * What publishing needs.
 *
 * @param reactions what a like may be
 * @param keyed serves requests with a key once
 * @param moderator what comments pass
 * @param clock what latency is measured with
 */
public record Publishing(
        Outbox outbox,
        EventIds ids,
        Reactions reactions,
        KeyedRequests keyed,
        Moderator moderator,
        InstantSource clock,
        ApiMetrics metrics) {}

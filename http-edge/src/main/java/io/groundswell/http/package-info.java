/**
 * What every server here does alike: limits, time limits, problem+json, CORS, choice of transport, health and metrics.
 * Start at {@link io.groundswell.http.HttpServer}; {@link io.groundswell.http.Routes} says what a server answers and {@link
 * io.groundswell.http.Exchange} is one request with its answer.
 *
 * <p>A connection and everything of it belongs to one event loop for its whole life. Only {@link
 * io.groundswell.http.Exchange#respond} may be called by any thread.
 */
@NullMarked
package io.groundswell.http;

import org.jspecify.annotations.NullMarked;

/**
 * What every server here does alike: limits, time limits, problem+json, CORS, choice of transport, health and metrics.
 * Start at {@link io.groundswell.http.HttpServer}; {@link io.groundswell.http.Routes} says what a server answers and {@link
 * io.groundswell.http.Exchange} is one request with its answer.
 *
 * <p>A connection speaks HTTP/1.1 ({@link io.groundswell.http.HttpConnection}) or HTTP/2 ({@link
 * io.groundswell.http.Http2Connection}, {@link io.groundswell.http.Http2Stream}); both have a request read by {@link
 * io.groundswell.http.RequestReader} and answered by {@link io.groundswell.http.RequestService}.
 *
 * <p>A connection and everything of it belongs to one event loop for its whole life. Only {@link
 * io.groundswell.http.Exchange#respond} may be called by any thread.
 */
@NullMarked
package io.groundswell.http;

import org.jspecify.annotations.NullMarked;

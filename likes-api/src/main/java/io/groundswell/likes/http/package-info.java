/**
 * The API's HTTP: who may, what is valid, and how outcomes read.
 *
 * <p>Start at {@link io.groundswell.likes.http.ApiRoute}, which lists every route; the contract is {@code openapi.yaml}.
 * Endpoints run on the event loop of their connection and keep no state; what reads the store goes through {@link
 * io.groundswell.likes.http.Reads} to virtual threads.
 */
@NullMarked
package io.groundswell.likes.http;

import org.jspecify.annotations.NullMarked;

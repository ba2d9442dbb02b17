/**
 * The outside of the platform, as the command line uses it: {@link io.groundswell.local.client.ApiClient} publishes, {@link
 * io.groundswell.local.client.StreamClient} watches. Plain HTTP, nothing of the other packages. Calls block; each object
 * is used by one thread at a time, but for the API client, which any thread may use.
 */
@NullMarked
package io.groundswell.local.client;

import org.jspecify.annotations.NullMarked;

/**
 * The private network of a region and its ways to AWS. Start at {@link io.groundswell.infra.network.NetworkStack}.
 */
@NullMarked
package io.groundswell.infra.network;

import org.jspecify.annotations.NullMarked;

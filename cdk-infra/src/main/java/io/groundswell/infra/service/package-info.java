/**
 * What runs: the dispatcher function, API and nodes, and the balancers before them. Start at {@link
 * io.groundswell.infra.service.ServiceStack}. Names of settings stand here as text, since this module knows no deployable; its
 * tests hold them to what those read.
 */
@NullMarked
package io.groundswell.infra.service;

import org.jspecify.annotations.NullMarked;

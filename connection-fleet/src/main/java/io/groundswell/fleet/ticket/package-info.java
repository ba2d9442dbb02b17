/**
 * Who a viewer is, and tickets for those who cannot show a token. Start at {@link
 * io.groundswell.fleet.ticket.StreamCredentials}. Everything here is immutable and runs on the connection's event loop.
 */
@NullMarked
package io.groundswell.fleet.ticket;

import org.jspecify.annotations.NullMarked;

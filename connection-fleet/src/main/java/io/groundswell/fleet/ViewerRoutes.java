package io.groundswell.fleet;

import io.groundswell.access.TicketConfig;
import io.groundswell.access.Tickets;
import io.groundswell.access.Tokens;
import io.groundswell.fleet.hub.Hub;
import io.groundswell.fleet.stream.Doorkeeper;
import io.groundswell.fleet.stream.StreamAccess;
import io.groundswell.fleet.stream.StreamEndpoint;
import io.groundswell.fleet.stream.StreamRefusal;
import io.groundswell.fleet.ticket.StreamCredentials;
import io.groundswell.fleet.ticket.TicketEndpoint;
import io.groundswell.http.Routes;
import java.time.InstantSource;

/** What viewers may ask a node for: streams, and tickets for them. */
final class ViewerRoutes {
    private ViewerRoutes() {}

    /** How viewers are known, and how those who are not are told. */
    record Access(Tokens tokens, Tickets tickets, StreamRefusal refusal) {
        private StreamAccess ofStreams(InstantSource clock) {
            return new StreamAccess(new StreamCredentials(tokens, tickets), refusal, clock);
        }
    }

    static Routes of(Hub hub, Access access, Doorkeeper doorkeeper, FleetConfig config, InstantSource clock) {
        TicketConfig tickets = config.access().tickets();
        return Routes.builder()
                .get(
                        "/v1/stream",
                        "text/event-stream",
                        new StreamEndpoint(hub, access.ofStreams(clock), config.cors(), doorkeeper))
                .post(
                        TicketEndpoint.PATH,
                        "application/json",
                        new TicketEndpoint(access.tokens(), access.tickets(), tickets, clock))
                .build();
    }
}

package io.groundswell.local;

import io.groundswell.http.Endpoint;
import io.groundswell.http.Exchange;
import io.groundswell.http.ProblemType;
import io.groundswell.http.Response;
import io.groundswell.registry.NodeDirectory;
import io.groundswell.registry.RegistryException;
import java.net.URI;
import java.time.InstantSource;
import java.util.function.Supplier;

/** Tells what is where, the nodes as the registry has them now. Immutable; reads the registry on a virtual thread. */
final class StatusEndpoint implements Endpoint {
    static final String PATH = "/local/status";

    private final Supplier<URI> api;
    private final LiveStatus.Fixed fixed;
    private final NodeDirectory directory;
    private final InstantSource clock;

    StatusEndpoint(Supplier<URI> api, LiveStatus.Fixed fixed, NodeDirectory directory, InstantSource clock) {
        this.api = api;
        this.fixed = fixed;
        this.directory = directory;
        this.clock = clock;
    }

    @Override
    public void handle(Exchange exchange) {
        Thread.ofVirtual().name("status").start(() -> exchange.respond(answer()));
    }

    private Response answer() {
        try {
            return Response.json(200, LiveStatus.read(fixed, api.get(), directory, clock));
        } catch (RegistryException e) {
            return Response.of(ProblemType.STORE_UNAVAILABLE.with("registry: " + e.getMessage()));
        }
    }
}

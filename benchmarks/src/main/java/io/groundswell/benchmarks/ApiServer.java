package io.groundswell.benchmarks;

import io.groundswell.likes.LikesApi;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;

/** An API as it ships, in a process of its own. Owner: the main thread. */
final class ApiServer implements AutoCloseable {
    private final ChildJvm api;
    private final int port;

    private ApiServer(ChildJvm api, int port) {
        this.api = api;
        this.port = port;
    }

    static ApiServer start(Backstage.Services services, List<String> javaOptions)
            throws IOException, InterruptedException {
        int port = ChildJvm.freePort();
        Map<String, String> environment = services.environment();
        environment.put("GROUNDSWELL_API_HOST", "127.0.0.1");
        environment.put("GROUNDSWELL_API_PORT", Integer.toString(port));
        ApiServer server = new ApiServer(ChildJvm.start(LikesApi.class, javaOptions, environment, List.of()), port);
        try {
            server.api.awaitListening(port);
            return server;
        } catch (IOException | InterruptedException e) {
            server.close();
            throw e;
        }
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + port);
    }

    long pid() {
        return api.pid();
    }

    @Override
    public void close() {
        api.close();
    }
}

package io.groundswell.likes;

import io.groundswell.http.BindFailedException;
import io.groundswell.http.HttpServer;
import io.groundswell.http.Routes;
import io.groundswell.http.StandardRoutes;
import io.groundswell.likes.accept.MessageQueue;
import io.groundswell.settings.InvalidSettingsException;
import io.groundswell.settings.Settings;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One API process. Thread-safe. */
public final class LikesApi implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LikesApi.class);

    private final ApiParts parts;
    private final HttpServer server;
    private final AtomicBoolean stopping;

    private LikesApi(ApiParts parts, HttpServer server, AtomicBoolean stopping) {
        this.parts = parts;
        this.server = server;
        this.stopping = stopping;
    }

    /** Runs until the process is told to stop; configured by the environment, see {@link LikesApiConfig#SETTINGS}. */
    public static void main(String[] args) {
        try {
            LikesApi api = start(Settings.read(System.getenv(), LikesApiConfig::read), Routes.none());
            Runtime.getRuntime().addShutdownHook(new Thread(api::close, "api-stop"));
        } catch (InvalidSettingsException e) {
            exit(e.problems());
        } catch (IllegalArgumentException | BindFailedException e) {
            exit(List.of(String.valueOf(e.getMessage())));
        }
    }

    /**
     * @param extra routes besides the API's own, such as a page
     * @throws BindFailedException if the address cannot be listened on
     */
    public static LikesApi start(LikesApiConfig config, Routes extra) {
        return start(config, ApiParts.sqs(config), extra);
    }

    /**
     * As {@link #start(LikesApiConfig, Routes)}, over another queue than the configuration's.
     *
     * @param queue which it closes
     */
    public static LikesApi start(LikesApiConfig config, MessageQueue queue, Routes extra) {
        ApiParts parts = new ApiParts(config, queue, System.out::println);
        AtomicBoolean stopping = new AtomicBoolean();
        try {
            Routes routes = Routes.builder()
                    .add(parts.routes())
                    .add(StandardRoutes.of(parts.page(), () -> !stopping.get()))
                    .add(extra)
                    .build();
            HttpServer server = HttpServer.start(config.server(), routes, parts.loops(), parts.registry());
            LOG.info("api: listening on port {}", server.port());
            return new LikesApi(parts, server, stopping);
        } catch (RuntimeException e) {
            parts.close();
            throw e;
        }
    }

    public int port() {
        return server.port();
    }

    /**
     * Takes no more requests, lets those under way be answered, and ends. Takes 20 s at most; what the queue has not
     * confirmed by then is of unknown outcome.
     */
    @Override
    public void close() {
        if (stopping.compareAndSet(false, true)) {
            server.close();
            parts.close();
            LOG.info("api: stopped");
        }
    }

    private static void exit(List<String> problems) {
        problems.forEach(System.err::println);
        System.exit(1);
    }
}

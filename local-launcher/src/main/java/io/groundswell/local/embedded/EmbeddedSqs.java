package io.groundswell.local.embedded;

import com.typesafe.config.ConfigFactory;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.pekko.actor.ActorSystem;
import org.elasticmq.rest.sqs.SQSRestServer;
import org.elasticmq.rest.sqs.SQSRestServerBuilder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * SQS in this process (ElasticMQ), in memory, on a free port. Its threads are those of an actor system of its own, so that
 * it can be stopped at once: its own stop waits for long polls to end. Headers are taken as they are: it needs none of them parsed,
 * and to fail to parse an SDK's took more than the rest of a call. Any thread may close it.
 */
public final class EmbeddedSqs implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedSqs.class);
    private static final Duration STOP = Duration.ofSeconds(3);
    private static final String ACTORS = """
            pekko.daemonic = on
            pekko.loglevel = WARNING
            pekko.coordinated-shutdown.run-by-jvm-shutdown-hook = off
            pekko.http.server.parsing.modeled-header-parsing = off
            """;

    private final ActorSystem actors;
    private final URI endpoint;

    private EmbeddedSqs(ActorSystem actors, SQSRestServer server) {
        this.actors = actors;
        this.endpoint = Loopback.http(server.waitUntilStarted().localAddress().getPort());
    }

    /** Blocks until it answers: one to two seconds. */
    public static EmbeddedSqs start(String region) {
        ActorSystem actors =
                ActorSystem.create("sqs", ConfigFactory.parseString(ACTORS).withFallback(ConfigFactory.load()));
        return new EmbeddedSqs(
                actors,
                SQSRestServerBuilder.withActorSystem(actors)
                        .withInterface(Loopback.HOST)
                        .withDynamicPort()
                        .withAWSRegion(region)
                        .start());
    }

    public URI endpoint() {
        return endpoint;
    }

    @Override
    public void close() {
        actors.terminate();
        try {
            actors.getWhenTerminated().toCompletableFuture().get(STOP.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            LOG.warn("embedded SQS: not stopped within {} s", STOP.toSeconds());
        }
    }
}

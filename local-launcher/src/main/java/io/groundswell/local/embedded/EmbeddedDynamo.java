package io.groundswell.local.embedded;

import java.net.URI;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.ContextHandler;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBRequestHandler;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBServerHandler;

/**
 * DynamoDB in this process (DynamoDB Local), in memory, on a free port. Its request handler is hung into a server of our
 * own, because its own one listens on every interface; its telemetry is never set up, so nothing is sent anywhere. Owns its
 * threads, some of which are no daemons: a process that used it ends by {@code System.exit}. Any thread may close it.
 */
public final class EmbeddedDynamo implements AutoCloseable {
    private static final int MOST_THREADS = 64;

    private final Server server;
    private final LocalDynamoDBServerHandler handler;

    private EmbeddedDynamo(Server server, LocalDynamoDBServerHandler handler) {
        this.server = server;
        this.handler = handler;
    }

    /**
     * Blocks until it answers: about half a second.
     *
     * @throws IllegalStateException if it could not start
     */
    public static EmbeddedDynamo start() {
        try {
            return startServer();
        } catch (Exception e) {
            throw new IllegalStateException(
                    "embedded DynamoDB: not started (expected: a free port on the loopback)", e);
        }
    }

    /** One database for all regions and credentials, so that whoever looks in with other ones sees the same tables. */
    private static EmbeddedDynamo startServer() throws Exception {
        boolean inMemory = true;
        boolean shared = true;
        boolean slowTableStates = false;
        LocalDynamoDBServerHandler handler = new LocalDynamoDBServerHandler(
                new LocalDynamoDBRequestHandler(0, inMemory, null, shared, slowTableStates), null);
        Server server = new Server(new QueuedThreadPool(MOST_THREADS));
        server.addConnector(connector(server));
        server.setHandler(new ContextHandler(handler, "/"));
        server.start();
        return new EmbeddedDynamo(server, handler);
    }

    private static ServerConnector connector(Server server) {
        ServerConnector connector = new ServerConnector(server, 1, 1);
        connector.setHost(Loopback.HOST);
        connector.setPort(0);
        return connector;
    }

    public URI endpoint() {
        return Loopback.http(((ServerConnector) server.getConnectors()[0]).getLocalPort());
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException("embedded DynamoDB: not stopped (expected: a clean stop)", e);
        } finally {
            handler.close();
        }
    }
}

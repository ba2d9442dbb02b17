package io.groundswell.chaos;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.groundswell.dispatch.DispatchHandler;
import io.groundswell.dispatch.DispatcherConfig;
import io.groundswell.local.embedded.HandlerFunction;
import io.groundswell.local.embedded.LambdaFunction;
import io.groundswell.settings.Settings;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Executors;

/** The dispatcher as a process that is invoked over HTTP, so that it can be killed in the midst of it. */
final class DispatcherProcess {
    /** The port to listen on. */
    static final String PORT = "DISPATCHER_PORT";

    private static final Duration INVOCATION = Duration.ofSeconds(30);
    private static final int OK = 200;
    private static final int FAILED = 500;

    private DispatcherProcess() {}

    /** Ends with whoever started it. */
    public static void main(String[] arguments) throws IOException {
        DispatchHandler handler = DispatchHandler.start(Settings.read(System.getenv(), DispatcherConfig::read));
        LambdaFunction function = new HandlerFunction(handler, INVOCATION, InstantSource.system());
        int port = Integer.parseInt(System.getenv(PORT));
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", exchange -> invoke(function, exchange));
        server.start();
        while (System.in.read() >= 0) {
            // nobody says anything
        }
        System.exit(0);
    }

    private static void invoke(LambdaFunction function, HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] answer;
            try {
                answer = function.invoke(exchange.getRequestBody().readAllBytes());
            } catch (RuntimeException e) {
                e.printStackTrace();
                exchange.sendResponseHeaders(FAILED, -1);
                return;
            }
            exchange.sendResponseHeaders(OK, answer.length);
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(answer);
            }
        }
    }
}

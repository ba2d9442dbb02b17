package io.groundswell.benchmarks.lambda;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * What a function's process asks for its work: it takes an event, answers it or says why not, and takes the next one. A process
 * of which a snapshot is taken asks first to be restored. Source: AWS Lambda Developer Guide, "Using the Lambda runtime API".
 * Any thread.
 */
public final class RuntimeApi implements AutoCloseable {
    private static final String ROOT = "/2018-06-01/runtime";
    private static final String ARN = "arn:aws:lambda:us-east-1:000000000000:function:dispatcher";
    private static final int MOST_WAITING = 100;
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    static {
        // Otherwise an answer's body waits for the acknowledgement of its head, up to 40 ms.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final BlockingQueue<Invocation> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
    private final Map<String, Invocation> taken = new ConcurrentHashMap<>();
    private final CompletableFuture<Void> ready = new CompletableFuture<>();
    private final CompletableFuture<Void> primed = new CompletableFuture<>();
    private final CompletableFuture<Void> restore = new CompletableFuture<>();

    /** What waits for the function, and who waits for its answer. */
    private static final class Invocation {
        private final String id;
        private final byte[] event;
        private final CompletableFuture<byte[]> answer;

        Invocation(String id, byte[] event, CompletableFuture<byte[]> answer) {
            this.id = id;
            this.event = event;
            this.answer = answer;
        }
    }

    public RuntimeApi() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext(ROOT + "/invocation/next", exchange -> serve(exchange, this::next));
        server.createContext(ROOT + "/invocation/", exchange -> serve(exchange, this::outcome));
        server.createContext(ROOT + "/restore/next", exchange -> serve(exchange, this::restoreNext));
        server.createContext(ROOT + "/init/error", exchange -> serve(exchange, this::refuse));
        server.createContext(ROOT + "/restore/error", exchange -> serve(exchange, this::refuse));
        server.start();
    }

    /** Host and port, as a process is told them. */
    String address() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    /** Completes when the process asks for its first event, and exceptionally where it says that it cannot start. */
    public CompletableFuture<Void> ready() {
        return ready;
    }

    /** Completes when the process has done all that it does before a snapshot of it is taken. */
    public CompletableFuture<Void> primed() {
        return primed;
    }

    /** Lets a process that waits for it go on, as one that was restored does. */
    public void restore() {
        restore.complete(null);
    }

    /**
     * Gives the process an event, when those before it are through.
     *
     * @return its answer; exceptionally {@link InvocationFailedException}
     * @throws IllegalStateException if too many wait
     */
    CompletableFuture<byte[]> invoke(byte[] event) {
        Invocation invocation = new Invocation(UUID.randomUUID().toString(), event, new CompletableFuture<>());
        waiting.add(invocation);
        return invocation.answer;
    }

    /** The process has ended: nothing that it had or was to have is answered any more. */
    void ended(String reason) {
        InvocationFailedException failure = new InvocationFailedException(reason);
        ready.completeExceptionally(failure);
        primed.completeExceptionally(failure);
        taken.values().forEach(invocation -> invocation.answer.completeExceptionally(failure));
        waiting.forEach(invocation -> invocation.answer.completeExceptionally(failure));
    }

    private interface Action {
        void serve(HttpExchange exchange) throws IOException, InterruptedException;
    }

    private static void serve(HttpExchange exchange, Action action) throws IOException {
        try (exchange) {
            action.serve(exchange);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void next(HttpExchange exchange) throws IOException, InterruptedException {
        ready.complete(null);
        Invocation invocation = waiting.take();
        taken.put(invocation.id, invocation);
        var headers = exchange.getResponseHeaders();
        headers.set("Lambda-Runtime-Aws-Request-Id", invocation.id);
        headers.set("Lambda-Runtime-Deadline-Ms", Long.toString(System.currentTimeMillis() + TIMEOUT.toMillis()));
        headers.set("Lambda-Runtime-Invoked-Function-Arn", ARN);
        headers.set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, invocation.event.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(invocation.event);
        }
    }

    /** The path ends in the invocation's id and {@code response} or {@code error}. */
    private void outcome(HttpExchange exchange) throws IOException {
        String[] path = exchange.getRequestURI().getPath().split("/", -1);
        Invocation invocation = taken.remove(path[path.length - 2]);
        byte[] body = exchange.getRequestBody().readAllBytes();
        exchange.sendResponseHeaders(invocation == null ? 404 : 202, -1);
        if (invocation == null) {
            return;
        }
        if (path[path.length - 1].equals("response")) {
            invocation.answer.complete(body);
        } else {
            invocation.answer.completeExceptionally(
                    new InvocationFailedException(new String(body, StandardCharsets.UTF_8)));
        }
    }

    private void restoreNext(HttpExchange exchange) throws IOException {
        primed.complete(null);
        restore.join();
        exchange.sendResponseHeaders(200, -1);
    }

    private void refuse(HttpExchange exchange) throws IOException {
        String error = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(202, -1);
        ended(error);
    }

    @Override
    public void close() {
        restore.complete(null);
        server.stop(0);
        threads.shutdownNow();
    }
}

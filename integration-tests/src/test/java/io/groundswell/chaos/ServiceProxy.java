package io.groundswell.chaos;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.groundswell.local.embedded.EmbeddedDynamo;
import io.groundswell.local.embedded.EmbeddedSqs;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The embedded SQS and DynamoDB behind one address, each with something in front that may do otherwise than they. Any thread. */
public final class ServiceProxy implements AutoCloseable {
    private static final String TARGET = "X-Amz-Target";
    private static final List<String> PASSED_ON = List.of(TARGET, "Content-Type", "Authorization", "X-Amz-Date");

    private final EmbeddedSqs sqs = EmbeddedSqs.start("us-east-1");
    private final EmbeddedDynamo dynamoDb = EmbeddedDynamo.start();
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpServer server;

    /** Stands before a service. Any thread, several at a time. */
    public interface Front {
        /** @return nothing to break the connection without an answer */
        Optional<Answer> meet(Call call) throws IOException, InterruptedException;
    }

    /** What the service does with a request. */
    public interface Service {
        Answer ask(String body) throws IOException, InterruptedException;
    }

    /** @param operation such as {@code SendMessage} */
    public record Call(String operation, String body, Service service) {
        public Answer pass() throws IOException, InterruptedException {
            return service.ask(body);
        }
    }

    /** With a body of JSON. */
    public record Answer(int status, String body) {}

    public ServiceProxy(Front sqsFront, Front dynamoDbFront) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> serve(exchange, sqsFront, dynamoDbFront));
        server.setExecutor(threads);
        server.start();
    }

    public URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private void serve(HttpExchange exchange, Front sqsFront, Front dynamoDbFront) throws IOException {
        String target = exchange.getRequestHeaders().getFirst(TARGET);
        boolean forSqs = target.startsWith("AmazonSQS.");
        String operation = target.substring(target.lastIndexOf('.') + 1);
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        Call call = new Call(operation, body, changed -> ask(exchange, forSqs, changed));
        try (exchange) {
            Optional<Answer> answer = (forSqs ? sqsFront : dynamoDbFront).meet(call);
            if (answer.isPresent()) {
                answer(exchange, answer.get());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Answer ask(HttpExchange exchange, boolean ofSqs, String body) throws IOException, InterruptedException {
        URI service = ofSqs ? sqs.endpoint() : dynamoDb.endpoint();
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        service.resolve(exchange.getRequestURI().getPath()))
                .POST(BodyPublishers.ofString(body));
        PASSED_ON.forEach(
                name -> request.header(name, exchange.getRequestHeaders().getFirst(name)));
        HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
        return new Answer(response.statusCode(), response.body());
    }

    private static void answer(HttpExchange exchange, Answer answer) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.0");
        byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(answer.status(), body.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
        http.shutdownNow();
        dynamoDb.close();
        sqs.close();
    }
}

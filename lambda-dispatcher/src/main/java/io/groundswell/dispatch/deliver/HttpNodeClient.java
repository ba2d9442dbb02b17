package io.groundswell.dispatch.deliver;

import io.groundswell.access.InternalRequest;
import io.groundswell.access.InternalSignature;
import io.groundswell.dispatch.deliver.DeliveryOutcome.Delivered;
import io.groundswell.dispatch.deliver.DeliveryOutcome.Gone;
import io.groundswell.dispatch.deliver.DeliveryOutcome.Missed;
import io.groundswell.registry.Node;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/**
 * Posts over HTTP/1.1 on kept connections. A node that fails is tried once more; both tries fit into the deadline. Owns its
 * connections; any thread may use it.
 */
public final class HttpNodeClient implements NodeClient, AutoCloseable {
    private static final int TRIES = 2;

    private final HttpClient http;
    private final InternalSignature signature;
    private final Duration deadline;

    /** @param deadline for a batch, the second try included */
    public HttpNodeClient(InternalSignature signature, Duration deadline) {
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
        this.signature = signature;
        this.deadline = deadline;
    }

    @Override
    public CompletableFuture<DeliveryOutcome> post(Node node, ByteBuffer body) {
        return CompletableFuture.completedFuture(node)
                .thenCompose(there -> attempt(there, body))
                .thenCompose(
                        first -> first.retryable() ? attempt(node, body) : CompletableFuture.completedFuture(first))
                .exceptionally(failure -> judge(node, rootOf(failure)))
                .thenApply(Attempt::outcome)
                .completeOnTimeout(
                        new Missed("node " + node.id() + ": no answer (expected: 204 within " + deadline.toMillis()
                                + " ms)"),
                        deadline.toMillis(),
                        TimeUnit.MILLISECONDS);
    }

    /** Ends requests under way; what became of them is not known. */
    @Override
    public void close() {
        http.shutdownNow();
        http.close();
    }

    private CompletableFuture<Attempt> attempt(Node node, ByteBuffer body) {
        return http.sendAsync(request(node, body), BodyHandlers.discarding())
                .handle((response, failure) -> failure == null ? judge(node, response) : judge(node, rootOf(failure)));
    }

    private HttpRequest request(Node node, ByteBuffer body) {
        InternalSignature.Headers signed =
                signature.sign(new InternalRequest("POST", node.deliveries().getPath(), node.id(), body));
        return HttpRequest.newBuilder(node.deliveries())
                .timeout(deadline.dividedBy(TRIES))
                .header("Content-Type", "application/json")
                .header(InternalSignature.TIMESTAMP_HEADER, signed.timestamp())
                .header(InternalSignature.SIGNATURE_HEADER, signed.signature())
                .POST(BodyPublishers.ofByteArray(body.array(), body.arrayOffset() + body.position(), body.remaining()))
                .build();
    }

    private static Attempt judge(Node node, HttpResponse<?> response) {
        int status = response.statusCode();
        String reason = "node " + node.id() + ": " + status + " (expected: 204)";
        return switch (status) {
            case 204 -> new Attempt(new Delivered(), false);
            case 404, 410, 421 -> new Attempt(new Gone(reason), false);
            default -> new Attempt(new Missed(reason), status >= 500);
        };
    }

    private static Attempt judge(Node node, Throwable failure) {
        String reason = "node " + node.id() + ": " + failure + " (expected: 204)";
        return failure instanceof ConnectException
                ? new Attempt(new Gone(reason), false)
                : new Attempt(new Missed(reason), true);
    }

    private static Throwable rootOf(Throwable failure) {
        Throwable cause = failure.getCause();
        return failure instanceof CompletionException && cause != null ? cause : failure;
    }

    /** @param retryable whether another try may end otherwise */
    private record Attempt(DeliveryOutcome outcome, boolean retryable) {}
}

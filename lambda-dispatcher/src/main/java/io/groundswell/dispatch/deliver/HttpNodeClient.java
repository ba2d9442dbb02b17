package io.groundswell.dispatch.deliver;

import com.github.benmanes.caffeine.cache.Ticker;
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
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
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
    private final Patience patience;

    /** @param deadline for a batch, the second try included; a node that let one hang has less for a while */
    public HttpNodeClient(InternalSignature signature, Duration deadline) {
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
        this.signature = signature;
        this.patience = new Patience(deadline, Ticker.systemTicker());
    }

    @Override
    public CompletableFuture<DeliveryOutcome> post(Node node, ByteBuffer body) {
        Duration deadline = patience.with(node);
        return CompletableFuture.completedFuture(node)
                .thenCompose(there -> attempt(there, body, deadline))
                .thenCompose(first ->
                        first.retryable() ? attempt(node, body, deadline) : CompletableFuture.completedFuture(first))
                .exceptionally(failure -> judge(node, rootOf(failure)))
                .completeOnTimeout(silent(node, deadline), deadline.toMillis(), TimeUnit.MILLISECONDS)
                .thenApply(last -> remember(node, last).outcome());
    }

    private Attempt remember(Node node, Attempt last) {
        if (last.hung()) {
            patience.hung(node);
        } else {
            patience.answered(node);
        }
        return last;
    }

    /** Ends requests under way; what became of them is not known. */
    @Override
    public void close() {
        http.shutdownNow();
        http.close();
    }

    private CompletableFuture<Attempt> attempt(Node node, ByteBuffer body, Duration deadline) {
        return http.sendAsync(request(node, body, deadline), BodyHandlers.discarding())
                .handle((response, failure) -> failure == null ? judge(node, response) : judge(node, rootOf(failure)));
    }

    private HttpRequest request(Node node, ByteBuffer body, Duration deadline) {
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
            case 204 -> new Attempt(new Delivered(), false, false);
            case 404, 410, 421 -> new Attempt(new Gone(reason), false, false);
            default -> new Attempt(new Missed(reason), status >= 500, false);
        };
    }

    private static Attempt judge(Node node, Throwable failure) {
        String reason = "node " + node.id() + ": " + failure + " (expected: 204)";
        return isRefusal(failure)
                ? new Attempt(new Gone(reason), false, false)
                : new Attempt(new Missed(reason), true, failure instanceof HttpTimeoutException);
    }

    /**
     * Whether the host answered that nobody listens there. The client calls every connection that does not come about a {@link
     * ConnectException}, also where no way leads to the host or there is no port left here, and the node lives; those have another
     * cause. After a refusal it tries once more by the same channel, which is closed by then.
     */
    private static boolean isRefusal(Throwable failure) {
        if (!(failure instanceof ConnectException)) {
            return false;
        }
        Throwable cause = failure.getCause();
        return cause == null
                ? String.valueOf(failure.getMessage()).contains("refused")
                : cause instanceof ClosedChannelException;
    }

    private static Attempt silent(Node node, Duration deadline) {
        String reason = "node " + node.id() + ": no answer (expected: 204 within " + deadline.toMillis() + " ms)";
        return new Attempt(new Missed(reason), false, true);
    }

    private static Throwable rootOf(Throwable failure) {
        Throwable cause = failure.getCause();
        return failure instanceof CompletionException && cause != null ? cause : failure;
    }

    /**
     * @param retryable whether another try may end otherwise
     * @param hung whether there was no answer for as long as there was patience
     */
    private record Attempt(DeliveryOutcome outcome, boolean retryable, boolean hung) {}
}

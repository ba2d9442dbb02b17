package io.groundswell.http;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Puts one request together from its parts, within the limits. Event loop. */
final class RequestReader {
    private final Serving serving;
    private final RequestBody body;
    private @Nullable RequestHead head;

    RequestReader(Serving serving) {
        this.serving = serving;
        this.body = new RequestBody(limits().maxBodyBytes());
    }

    /** What is to be done after a part. */
    sealed interface Step {
        /** @param sendContinue whether the client waits to be told so */
        record ReadMore(boolean sendContinue) implements Step {}

        record Complete(RequestHead head, ByteBuf body) implements Step {}

        /** The rest of the request is not wanted, so nothing can come after it either. */
        record Refuse(RequestHead head, Response response) implements Step {}
    }

    /** Copies what it keeps: the part stays the caller's. */
    Step read(HttpObject part) {
        if (part.decoderResult().isFailure()) {
            return refuse(Unreadable.problem(part.decoderResult().cause(), limits()));
        }
        if (part instanceof HttpRequest request) {
            return begin(request);
        }
        return part instanceof HttpContent content ? append(content) : new Step.ReadMore(false);
    }

    /** Gives the request up where it is now. */
    Step.Refuse refuse(Problem problem) {
        return new Step.Refuse(head != null ? head : RequestHead.unreadable(problem), Response.of(problem));
    }

    /** Gives up a request that has not come to its end in time. */
    Step.Refuse tooSlow() {
        return refuse(ProblemType.REQUEST_TIMEOUT.with("request: not at its end in time (expected: within "
                + limits().requestTimeout().toMillis() + " ms)"));
    }

    private Step begin(HttpRequest request) {
        RequestHead begun =
                RequestHead.of(request, serving.routes(), serving.config().cors());
        head = begun;
        if (hidesItsEnd(request.headers())) {
            return refuse(ProblemType.BAD_REQUEST.with(
                    "Transfer-Encoding: cannot be read (expected: chunked alone, or a Content-Length)"));
        }
        if (HttpUtil.getContentLength(request, 0L) > limits().maxBodyBytes()) {
            return refuse(bodyTooLarge());
        }
        if (!HttpUtil.is100ContinueExpected(request)) {
            return new Step.ReadMore(false);
        }
        return begun.plan() instanceof RequestHead.Plan.Answer(Response known)
                ? new Step.Refuse(begun, known)
                : new Step.ReadMore(true);
    }

    private Step append(HttpContent content) {
        if (!body.append(content.content())) {
            return refuse(bodyTooLarge());
        }
        return content instanceof LastHttpContent && head != null
                ? new Step.Complete(head, body.asBuffer())
                : new Step.ReadMore(false);
    }

    /** A proxy before this server may see another end, and take the rest for a request of its own (smuggling). */
    private static boolean hidesItsEnd(HttpHeaders headers) {
        List<String> codings = headers.getAll(HttpHeaderNames.TRANSFER_ENCODING);
        if (codings.isEmpty()) {
            return false;
        }
        return codings.size() > 1
                || !codings.getFirst().equalsIgnoreCase("chunked")
                || headers.contains(HttpHeaderNames.CONTENT_LENGTH);
    }

    private Problem bodyTooLarge() {
        return ProblemType.BODY_TOO_LARGE.with(
                "body: too large (expected: at most " + limits().maxBodyBytes() + " bytes)");
    }

    private HttpLimits limits() {
        return serving.config().limits();
    }
}

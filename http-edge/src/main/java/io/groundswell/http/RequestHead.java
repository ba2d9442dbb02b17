package io.groundswell.http;

import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request before its body, and what its answer depends on.
 *
 * @param route as metrics name it: the template, or "none"
 * @param plan what is to be done when the body has come
 */
record RequestHead(HttpRequest request, RequestTarget target, String route, Plan plan) {
    private static final String NO_ROUTE = "none";

    /** What a request's head leads to. */
    sealed interface Plan {
        /** @param parameters of the path, decoded */
        record Serve(Endpoint endpoint, Map<String, String> parameters) implements Plan {}

        /** Known without the endpoint. */
        record Answer(Response response) implements Plan {}
    }

    static RequestHead of(HttpRequest request, Routes routes, Cors cors) {
        RequestTarget target = new RequestTarget(request.uri(), Map.of());
        try {
            target = RequestTarget.parse(request.uri());
            return switch (routes.match(request.method().name(), target.path())) {
                case Routes.Match.Found found -> found(request, target, found);
                case Routes.Match.OtherMethods others -> otherMethods(request, target, others.allow(), cors);
                case Routes.Match.Nothing _ ->
                    answering(request, target, ProblemType.NOT_FOUND.with("path: nothing is here"));
            };
        } catch (ProblemException e) {
            return answering(request, target, e.problem());
        }
    }

    /** Of a request that could not be read: nothing of it is known. */
    static RequestHead unreadable(Problem problem) {
        HttpRequest unknown = new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, "");
        return answering(unknown, new RequestTarget("", Map.of()), problem);
    }

    boolean isHead() {
        return request.method().equals(HttpMethod.HEAD);
    }

    boolean keepsAlive() {
        return HttpUtil.isKeepAlive(request);
    }

    @Nullable
    String origin() {
        return request.headers().get(HttpHeaderNames.ORIGIN);
    }

    private static RequestHead found(HttpRequest request, RequestTarget target, Routes.Match.Found found) {
        Route route = found.route();
        String template = route.template().toString();
        if (!AcceptHeader.admits(request.headers().getAll(HttpHeaderNames.ACCEPT), route.produces())) {
            Problem problem =
                    ProblemType.NOT_ACCEPTABLE.with("Accept: excludes it (expected: " + route.produces() + ")");
            return new RequestHead(request, target, template, new Plan.Answer(Response.of(problem)));
        }
        Map<String, String> parameters = RequestTarget.decode(found.parameters());
        return new RequestHead(request, target, template, new Plan.Serve(route.endpoint(), parameters));
    }

    private static RequestHead otherMethods(HttpRequest request, RequestTarget target, String allow, Cors cors) {
        if (request.method().equals(HttpMethod.OPTIONS)) {
            Response options = cors.options(allow, request.headers().get(HttpHeaderNames.ORIGIN));
            return new RequestHead(request, target, NO_ROUTE, new Plan.Answer(options));
        }
        Problem problem = ProblemType.METHOD_NOT_ALLOWED.with("method: not of this path (expected: " + allow + ")");
        return answering(request, target, problem.withHeader("Allow", allow));
    }

    private static RequestHead answering(HttpRequest request, RequestTarget target, Problem problem) {
        return new RequestHead(request, target, NO_ROUTE, new Plan.Answer(Response.of(problem)));
    }
}

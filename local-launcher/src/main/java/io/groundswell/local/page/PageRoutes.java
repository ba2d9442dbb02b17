package io.groundswell.local.page;

import io.groundswell.access.DevelopmentTokens;
import io.groundswell.http.Endpoint;
import io.groundswell.http.Exchange;
import io.groundswell.http.Response;
import io.groundswell.http.Routes;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Serves the page, what it must know, and the tokens of the local mode. */
public final class PageRoutes {
    private static final String INDEX = "index.html";
    private static final List<String> ASSETS = List.of(
            "style.css",
            "favicon.svg",
            "api.js",
            "app.js",
            "comments.js",
            "composer.js",
            "connection.js",
            "hearts.js",
            "latency.js",
            "looks.js",
            "notices.js",
            "picture.js",
            "reactions.js",
            "recent.js",
            "scene.js",
            "settings.js",
            "stream.js");
    private static final String JSON = "application/json";
    private static final Duration TOKEN_LIFE = Duration.ofHours(12);

    private final PageConfig config;
    private final DevelopmentTokens tokens;
    private final Map<String, String> securityHeaders;

    private PageRoutes(PageConfig config, DevelopmentTokens tokens) {
        this.config = config;
        this.tokens = tokens;
        this.securityHeaders = securityHeaders(config.streamOrigin());
    }

    public static Routes of(PageConfig config, DevelopmentTokens tokens) {
        return new PageRoutes(config, tokens).routes();
    }

    private Routes routes() {
        Routes.Builder routes = Routes.builder();
        addAsset(routes, "/", INDEX);
        ASSETS.forEach(name -> addAsset(routes, "/" + name, name));
        routes.get("/local/page.json", JSON, secured(exchange -> Response.json(200, config)));
        routes.post("/local/tokens", JSON, secured(this::token));
        return routes.build();
    }

    private void addAsset(Routes.Builder routes, String path, String name) {
        Asset asset = Asset.load(name);
        routes.get(path, asset.contentType(), secured(asset::answer));
    }

    private interface Answering {
        Response answer(Exchange exchange);
    }

    private Endpoint secured(Answering answering) {
        return exchange -> {
            Response response = answering.answer(exchange);
            for (Map.Entry<String, String> header : securityHeaders.entrySet()) {
                response = response.withHeader(header.getKey(), header.getValue());
            }
            exchange.respond(response);
        };
    }

    /** The name that is to stand with a viewer's comments. */
    private record Name(String name) {}

    private record Token(String token, String member) {}

    private Response token(Exchange exchange) {
        String member = MemberName.toMember(exchange.json(Name.class).name());
        return Response.json(200, new Token(tokens.issue(member, TOKEN_LIFE), member))
                .withHeader("Cache-Control", "no-store");
    }

    /** The page needs itself and the stream; whatever else a script might reach for is refused. */
    private static Map<String, String> securityHeaders(String streamOrigin) {
        return Map.of(
                "Content-Security-Policy",
                "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self' "
                        + streamOrigin
                        + "; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; trusted-types 'none'; "
                        + "require-trusted-types-for 'script'",
                "X-Content-Type-Options",
                "nosniff",
                "Referrer-Policy",
                "no-referrer",
                "Cross-Origin-Opener-Policy",
                "same-origin",
                "Cross-Origin-Resource-Policy",
                "same-origin");
    }
}

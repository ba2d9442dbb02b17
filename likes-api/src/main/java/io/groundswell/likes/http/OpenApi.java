package io.groundswell.likes.http;

import io.groundswell.http.Endpoint;
import io.groundswell.http.Exchange;
import io.groundswell.http.Response;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** Shows the contract. */
final class OpenApi implements Endpoint {
    private static final String RESOURCE = "/io/groundswell/likes/openapi.yaml";
    private static final int OK = 200;

    private final byte[] document;

    private OpenApi(byte[] document) {
        this.document = document;
    }

    static OpenApi load() {
        try (InputStream in = OpenApi.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException("resource: " + RESOURCE + " (expected: in the same jar)");
            }
            return new OpenApi(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void handle(Exchange exchange) {
        exchange.respond(Response.bytes(OK, ApiRoute.OPEN_API.produces(), document));
    }
}

package io.groundswell.http;

import java.net.URI;

/** Every problem that any server here answers with (RFC 9457). A slug is never changed or used again. */
public enum ProblemType {
    BAD_REQUEST("bad-request", 400, "Not HTTP", "What was sent is not a request that HTTP allows."),
    INVALID_JSON("invalid-json", 400, "Invalid JSON", "The body is not one JSON object."),
    INVALID_FIELD(
            "invalid-field",
            400,
            "Invalid field",
            "A field, parameter or header is missing or has a value that it cannot have."),
    INVALID_TOPIC(
            "invalid-topic", 400, "Invalid topic", "A topic is not written kind:id with a kind and an id that exist."),
    TOKEN_REQUIRED("token-required", 401, "Token required", "The request has no token, and guests are not admitted."),
    INVALID_TOKEN(
            "invalid-token",
            401,
            "Invalid token",
            "The token or ticket is malformed, or was not signed for this service."),
    TOKEN_EXPIRED("token-expired", 401, "Token expired", "The token or ticket was good once: get a new one."),
    INVALID_SIGNATURE(
            "invalid-signature",
            401,
            "Invalid signature",
            "A delivery on the internal port was not signed for this node with its key, or not lately."),
    FORBIDDEN("forbidden", 403, "Forbidden", "The token does not allow this."),
    NOT_FOUND("not-found", 404, "Not found", "There is nothing at this path."),
    METHOD_NOT_ALLOWED(
            "method-not-allowed",
            405,
            "Method not allowed",
            "This path does not know the method; the Allow header names those it does."),
    NOT_ACCEPTABLE("not-acceptable", 406, "Not acceptable", "The Accept header excludes what this path produces."),
    REQUEST_TIMEOUT(
            "request-timeout", 408, "Request timeout", "The request was begun and not sent to its end in time."),
    IDEMPOTENCY_KEY_IN_FLIGHT(
            "idempotency-key-in-flight",
            409,
            "Idempotency-Key in flight",
            "The first request with this Idempotency-Key is being served; the Retry-After header says when to come back."),
    BODY_TOO_LARGE("body-too-large", 413, "Body too large", "The body is longer than this server takes."),
    URI_TOO_LONG("uri-too-long", 414, "URI too long", "The request line is longer than this server takes."),
    UNSUPPORTED_MEDIA_TYPE(
            "unsupported-media-type",
            415,
            "Unsupported media type",
            "The body is of a type that this path does not take."),
    IDEMPOTENCY_KEY_REUSED(
            "idempotency-key-reused",
            422,
            "Idempotency-Key reused",
            "The Idempotency-Key was used for a request that says something else: another request needs another key."),
    COMMENT_REFUSED("comment-refused", 422, "Comment refused", "Moderation does not let this comment be shown."),
    RATE_LIMITED(
            "rate-limited", 429, "Rate limited", "Too many requests; the Retry-After header says when to come back."),
    HEADER_TOO_LARGE(
            "header-too-large",
            431,
            "Header too large",
            "The header lines are longer together than this server takes."),
    INTERNAL(
            "internal",
            500,
            "Internal error",
            "The server failed in a way that it did not expect; what it did is unknown."),
    OVERLOADED(
            "overloaded",
            503,
            "Overloaded",
            "The server has no room for this now and did nothing; the Retry-After header says when to come back."),
    OUTCOME_UNKNOWN(
            "outcome-unknown",
            503,
            "Outcome unknown",
            "The event may have been taken or not: whether it was cannot be known."),
    STORE_UNAVAILABLE(
            "store-unavailable",
            503,
            "Store unavailable",
            "A store or queue that this needs does not answer; nothing was done."),
    MODERATION_UNAVAILABLE(
            "moderation-unavailable",
            503,
            "Moderation unavailable",
            "Moderation did not decide about the comment in time, and nothing was done; the Retry-After header says when to"
                    + " come back."),
    KEY_NOT_KNOWN_YET(
            "key-not-known-yet",
            503,
            "Key not known yet",
            "The key that the token names is being asked for; the Retry-After header says when to come back."),
    NOT_READY("not-ready", 503, "Not ready", "The server is starting or stopping and wants no traffic.");

    private final String slug;
    private final int status;
    private final String title;
    private final String meaning;

    ProblemType(String slug, int status, String title, String meaning) {
        this.slug = slug;
        this.status = status;
        this.title = title;
        this.meaning = meaning;
    }

    /** The last part of {@link #uri}. */
    public String slug() {
        return slug;
    }

    /** The {@code type} member. */
    public URI uri() {
        return URI.create("urn:groundswell:problem:" + slug);
    }

    public int status() {
        return status;
    }

    public String title() {
        return title;
    }

    /** One sentence for the documentation. */
    public String meaning() {
        return meaning;
    }

    /** @param detail what is wrong with this very request, as "name: value (expected: …)" where that fits */
    public Problem with(String detail) {
        return new Problem(this, detail);
    }

    public ProblemException exception(String detail) {
        return new ProblemException(with(detail));
    }
}

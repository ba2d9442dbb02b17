package io.groundswell.fleet.hub;

/** Why a node ends a stream. The codes are stable, for programs; the texts are for people. */
public enum EndReason {
    /** A viewer fell behind by more than the node keeps. */
    TOO_SLOW("too_slow", "the connection fell too far behind", Kind.RECONNECT),
    /** The node stops. */
    NODE_STOPPING("node_stopping", "the node stops", Kind.RECONNECT),
    /** The stream has lived as long as streams do, so that viewers spread over the nodes again. */
    LIFETIME("lifetime", "the stream has lived its time", Kind.RECONNECT),
    /** Other nodes have more room. */
    REBALANCE("rebalance", "other nodes have more room", Kind.RECONNECT),
    /** The node holds as many streams as it may. */
    NODE_FULL("node_full", "the node has no room for more streams", Kind.RECONNECT),
    /** The client's address holds as many streams as it may. */
    ADDRESS_FULL("address_full", "too many streams from this address", Kind.RECONNECT),
    /** The token's {@code exp} has come. */
    TOKEN_EXPIRED("token_expired", "the token has expired", Kind.ERROR_RECONNECTABLE),
    /** The token cannot be used, and will not be usable later. */
    INVALID_TOKEN("invalid_token", "the token cannot be used", Kind.ERROR_FINAL),
    /** There is no token, and guests are not admitted. */
    TOKEN_REQUIRED("token_required", "a token is required", Kind.ERROR_FINAL),
    /** The key that signed the token is being asked for. */
    KEY_NOT_KNOWN_YET("key_not_known_yet", "the token's key is not known yet", Kind.RECONNECT),
    /** The token does not allow a topic. */
    FORBIDDEN("forbidden", "the token does not allow a topic", Kind.ERROR_FINAL);

    /** What the client is told. */
    public enum Kind {
        /** Come back after {@code retryMillis}. */
        RECONNECT,
        /** Come back with another token. */
        ERROR_RECONNECTABLE,
        /** Coming back changes nothing. */
        ERROR_FINAL
    }

    private final String code;
    private final String text;
    private final Kind kind;

    EndReason(String code, String text, Kind kind) {
        this.code = code;
        this.text = text;
        this.kind = kind;
    }

    public String code() {
        return code;
    }

    public String text() {
        return text;
    }

    public Kind kind() {
        return kind;
    }
}

package io.groundswell.http;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;

/** One request, read to its end, and its one answer. All but {@link #takeOver} may be used by any thread. */
public interface Exchange {
    /** In capitals, such as {@code GET}. */
    String method();

    /** As it was sent, without the query; not decoded. */
    String path();

    /**
     * Decoded.
     *
     * @throws IllegalArgumentException if the route's template has no such name
     */
    String pathParameter(String name);

    /** Decoded, in the order they were sent; empty where there is none. */
    List<String> query(String name);

    /** The first of that name, in any case. */
    Optional<String> header(String name);

    /** All of that name, in any case, in the order they were sent. */
    List<String> headers(String name);

    /** On the heap, with an array, not pooled: there is nothing to release. Empty where the request has none. */
    ByteBuf body();

    /** When the last byte of the request was read; milliseconds since 1970. */
    long receivedAt();

    /** Whoever holds the other end of the connection, which may be a balancer, or the one that its PROXY header names. */
    InetSocketAddress remote();

    /**
     * The body as JSON. Unknown fields are ignored; a record's components are required unless they are nullable.
     *
     * @throws ProblemException {@link ProblemType#INVALID_JSON} or {@link ProblemType#INVALID_FIELD}
     */
    <T> T json(Class<T> type);

    /**
     * Answers; where the client has gone the answer is dropped.
     *
     * @throws IllegalStateException if it was answered or taken over before
     */
    void respond(Response response);

    EventLoop eventLoop();

    /**
     * Ends HTTP on this connection: its handlers and time limits leave the pipeline, the server forgets it, and the caller
     * writes the head and all that follows as bytes. What the client sent or sends behind the request is dropped; who
     * wants it adds a handler with {@code addFirst}. The channel reads by itself and closes when the client does; it may be
     * closed already. On the event loop only.
     *
     * @throws IllegalStateException if it was answered or taken over before, or came by HTTP/2
     * @throws ProblemException {@link ProblemType#METHOD_NOT_ALLOWED} for a {@code HEAD}, which has no body
     */
    Channel takeOver();
}

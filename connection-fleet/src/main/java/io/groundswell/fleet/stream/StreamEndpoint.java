package io.groundswell.fleet.stream;

import com.github.f4b6a3.ulid.UlidCreator;
import io.groundswell.event.InvalidEventException;
import io.groundswell.event.Topic;
import io.groundswell.fleet.hub.AttachRequest;
import io.groundswell.fleet.hub.Hub;
import io.groundswell.fleet.hub.Position;
import io.groundswell.fleet.hub.Term;
import io.groundswell.http.Cors;
import io.groundswell.http.Endpoint;
import io.groundswell.http.Exchange;
import io.groundswell.http.ProblemType;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import java.util.List;
import java.util.Optional;

/** {@code GET /v1/stream}: turns a request into a viewer. Runs on the connection's event loop. */
public final class StreamEndpoint implements Endpoint {
    private static final int MOST_TOPICS = 64;

    private final Hub hub;
    private final StreamAccess access;
    private final StreamHead head;
    private final Doorkeeper doorkeeper;

    public StreamEndpoint(Hub hub, StreamAccess access, Cors cors, Doorkeeper doorkeeper) {
        this.hub = hub;
        this.access = access;
        this.doorkeeper = doorkeeper;
        this.head = new StreamHead(cors);
    }

    @Override
    public void handle(Exchange exchange) {
        List<Topic> topics = topics(exchange);
        access.admit(exchange, topics).ifPresent(token -> letIn(exchange, topics, token));
    }

    /** @param token when it ends */
    private void letIn(Exchange exchange, List<Topic> topics, Term token) {
        Term term = Term.earliest(token, doorkeeper.term());
        AttachRequest request = new AttachRequest(UlidCreator.getUlid().toString(), topics, lastSeen(exchange), term);
        Optional<String> origin = exchange.header("Origin");
        doorkeeper.letIn(exchange).ifPresent(channel -> open(channel, request, origin));
    }

    private void open(Channel channel, AttachRequest request, Optional<String> origin) {
        ChannelHandlerContext at = StreamHandler.open(channel, hub, head.bytes(origin.orElse(null)));
        hub.attach(at, request, viewer -> StreamHandler.of(at).joined(viewer));
    }

    private static List<Topic> topics(Exchange exchange) {
        List<String> names = exchange.query("topic");
        if (names.isEmpty() || names.size() > MOST_TOPICS) {
            throw ProblemType.INVALID_FIELD.exception(
                    "topic: " + names.size() + " of them (expected: 1 to " + MOST_TOPICS + ", such as topic=video:42)");
        }
        try {
            return names.stream().map(Topic::parse).distinct().toList();
        } catch (InvalidEventException e) {
            throw ProblemType.INVALID_TOPIC.exception(String.valueOf(e.getMessage()));
        }
    }

    private static Optional<Position> lastSeen(Exchange exchange) {
        return exchange.header("Last-Event-ID")
                .or(() -> exchange.query("last_event_id").stream().findFirst())
                .flatMap(Position::parse);
    }
}

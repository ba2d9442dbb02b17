package io.groundswell.fleet.stream;

import com.github.f4b6a3.ulid.UlidCreator;
import io.groundswell.access.AccessDeniedException;
import io.groundswell.access.Identity;
import io.groundswell.access.Tokens;
import io.groundswell.event.InvalidEventException;
import io.groundswell.event.Topic;
import io.groundswell.fleet.hub.AttachRequest;
import io.groundswell.fleet.hub.Hub;
import io.groundswell.fleet.hub.Position;
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
    private final Tokens tokens;
    private final StreamHead head;
    private final Doorkeeper doorkeeper;

    public StreamEndpoint(Hub hub, Tokens tokens, Cors cors, Doorkeeper doorkeeper) {
        this.hub = hub;
        this.tokens = tokens;
        this.doorkeeper = doorkeeper;
        this.head = new StreamHead(cors);
    }

    @Override
    public void handle(Exchange exchange) {
        List<Topic> topics = topics(exchange);
        authorize(exchange, topics);
        AttachRequest request =
                new AttachRequest(UlidCreator.getUlid().toString(), topics, lastSeen(exchange), doorkeeper.term());
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

    private void authorize(Exchange exchange, List<Topic> topics) {
        Identity identity;
        try {
            identity = tokens.authenticate(exchange.header("Authorization"));
        } catch (AccessDeniedException e) {
            ProblemType type = e.reason() == AccessDeniedException.Reason.TOKEN_REQUIRED
                    ? ProblemType.TOKEN_REQUIRED
                    : ProblemType.INVALID_TOKEN;
            throw type.exception(String.valueOf(e.getMessage()));
        }
        for (Topic topic : topics) {
            if (!identity.maySubscribe(topic)) {
                throw ProblemType.FORBIDDEN.exception(
                        "topic: " + topic + " (expected: one that the token's" + " groundswell.subscribe names)");
            }
        }
    }

    private static Optional<Position> lastSeen(Exchange exchange) {
        return exchange.header("Last-Event-ID")
                .or(() -> exchange.query("last_event_id").stream().findFirst())
                .flatMap(Position::parse);
    }
}

package io.groundswell.likes.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import io.groundswell.event.DurableEvent;
import io.groundswell.event.Topic;
import io.groundswell.http.Endpoint;
import io.groundswell.http.Exchange;
import io.groundswell.http.Response;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Shows the comments of one video by pages, newest first. */
final class CommentsEndpoint implements Endpoint {
    private static final int OK = 200;

    private final Access access;
    private final VideoReads videos;
    private final Reads reads;

    CommentsEndpoint(Access access, VideoReads videos, Reads reads) {
        this.access = access;
        this.videos = videos;
        this.reads = reads;
    }

    /** @param before where the next page begins; absent where there is none */
    private record Answer(
            List<Comment> comments,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String before) {}

    private record Comment(
            String eventId,
            String actor,
            long at,
            @JsonRawValue String content) {
        static Comment of(DurableEvent event) {
            return new Comment(event.id().value(), event.actor(), event.acceptedAt(), event.content());
        }
    }

    @Override
    public void handle(Exchange exchange) {
        Topic topic = access.toRead(exchange).topic();
        Page page = Page.of(exchange);
        reads.answer(exchange, () -> Response.json(OK, answer(topic, page)));
    }

    /** One more than is shown tells whether there is another page. */
    private Answer answer(Topic topic, Page page) {
        List<DurableEvent> events = videos.newest(topic, page.before(), page.limit() + 1);
        List<DurableEvent> shown = events.subList(0, Math.min(page.limit(), events.size()));
        String next = events.size() > shown.size() ? shown.getLast().id().value() : null;
        return new Answer(shown.stream().map(Comment::of).toList(), next);
    }
}

package io.groundswell.likes.http;

import io.groundswell.event.DurableEvent;
import io.groundswell.event.EventKind;
import io.groundswell.http.Endpoint;
import io.groundswell.http.Exchange;
import io.groundswell.likes.metrics.ApiMetric;

/** Takes one comment. */
final class CommentEndpoint implements Endpoint {
    private final Access access;
    private final Publishing publishing;
    private final PublishAnswers answers;

    CommentEndpoint(Access access, Publishing publishing, PublishAnswers answers) {
        this.access = access;
        this.publishing = publishing;
        this.answers = answers;
    }

    private record Body(String text) {}

    private record Answer(String eventId, long acceptedAt) {}

    @Override
    public void handle(Exchange exchange) {
        Access.Admitted admitted = access.toComment(exchange);
        CommentText text = CommentText.of(exchange.json(Body.class).text());
        DurableEvent comment = event(admitted, text, exchange.receivedAt());
        Answer answer = new Answer(comment.id().value(), comment.acceptedAt());
        publishing.outbox().event(admitted.topic(), comment, answers.to(exchange, ApiMetric.COMMENTS_ACCEPTED, answer));
    }

    private DurableEvent event(Access.Admitted admitted, CommentText text, long acceptedAt) {
        return new DurableEvent(
                publishing.ids().next(acceptedAt),
                EventKind.COMMENT,
                admitted.who().member(),
                acceptedAt,
                0,
                text.content());
    }
}

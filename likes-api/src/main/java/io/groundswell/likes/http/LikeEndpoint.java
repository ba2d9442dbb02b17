package io.groundswell.likes.http;

import io.groundswell.http.Endpoint;
import io.groundswell.http.Exchange;
import io.groundswell.likes.accept.Like;
import io.groundswell.likes.idempotency.Attempt;
import io.groundswell.likes.metrics.ApiMetric;

/** Takes one like. */
final class LikeEndpoint implements Endpoint {
    private final Access access;
    private final Publishing publishing;
    private final PublishAnswers answers;

    LikeEndpoint(Access access, Publishing publishing, PublishAnswers answers) {
        this.access = access;
        this.publishing = publishing;
        this.answers = answers;
    }

    private record Body(String reaction) {}

    private record Answer(long acceptedAt) {}

    @Override
    public void handle(Exchange exchange) {
        Access.Admitted admitted = access.toLike(exchange);
        publishing
                .keyed()
                .serve(exchange, admitted.who(), ApiRoute.LIKE.template(), attempt -> like(attempt, admitted));
    }

    private void like(Attempt attempt, Access.Admitted admitted) {
        Exchange exchange = attempt.exchange();
        String reaction = exchange.json(Body.class).reaction();
        publishing.reactions().require(reaction);
        Like like = new Like(reaction, admitted.who().member(), exchange.receivedAt());
        publishing
                .outbox()
                .like(
                        admitted.topic(),
                        like,
                        answers.to(attempt, ApiMetric.LIKES_ACCEPTED, new Answer(like.acceptedAt())));
    }
}

package io.groundswell.likes.http;

import io.groundswell.event.DurableEvent;
import io.groundswell.event.EventKind;
import io.groundswell.http.Endpoint;
import io.groundswell.http.Exchange;
import io.groundswell.http.Problem;
import io.groundswell.http.ProblemType;
import io.groundswell.http.Response;
import io.groundswell.likes.idempotency.Attempt;
import io.groundswell.likes.metrics.ApiMetric;
import io.groundswell.likes.moderation.Submission;
import io.groundswell.likes.moderation.Verdict;

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
        publishing
                .keyed()
                .serve(exchange, admitted.who(), ApiRoute.COMMENT.template(), attempt -> comment(attempt, admitted));
    }

    private void comment(Attempt attempt, Access.Admitted admitted) {
        CommentText text = CommentText.of(attempt.exchange().json(Body.class).text());
        Submission submission = new Submission(admitted.topic(), admitted.who().member(), text.value());
        publishing
                .moderator()
                .judge(
                        submission,
                        verdict -> attempt.guard(() -> {
                            switch (verdict) {
                                case Verdict.Allowed ignored -> publish(attempt, admitted, text);
                                case Verdict.Refused refused -> attempt.answer(Response.of(refusal(refused)));
                                case Verdict.Undecided ignored -> attempt.answer(Unavailable.moderation());
                            }
                        }));
    }

    private static Problem refusal(Verdict.Refused refused) {
        String reason = refused.reason().isEmpty() ? "refused" : refused.reason();
        return ProblemType.COMMENT_REFUSED.with("text: " + reason + " (expected: a comment that may be shown)");
    }

    private void publish(Attempt attempt, Access.Admitted admitted, CommentText text) {
        DurableEvent comment = new DurableEvent(
                attempt.name(publishing.ids()),
                EventKind.COMMENT,
                admitted.who().member(),
                attempt.acceptedAt(),
                0,
                text.content());
        Answer answer = new Answer(comment.id().value(), comment.acceptedAt());
        publishing.outbox().event(admitted.topic(), comment, answers.to(attempt, ApiMetric.COMMENTS_ACCEPTED, answer));
    }
}

package io.groundswell.likes.http;

import io.groundswell.event.InvalidEventException;
import io.groundswell.event.Topic;
import io.groundswell.event.TopicKind;
import io.groundswell.http.Exchange;
import io.groundswell.http.ProblemType;
import java.util.Optional;

/**
 * Which likes are asked for.
 *
 * @param member only that member's, or empty for all
 * @param after only those behind this member, or empty to begin
 * @param limit 1 to 100
 */
record LikersPage(Optional<String> member, Optional<String> after, int limit) {
    /** @throws io.groundswell.http.ProblemException if a parameter is not one, or there twice */
    static LikersPage of(Exchange exchange) {
        return new LikersPage(
                Page.one(exchange, "member").map(text -> member("member", text)),
                Page.one(exchange, "after").map(text -> member("after", text)),
                Page.limitOf(exchange));
    }

    private static String member(String name, String text) {
        try {
            return new Topic(TopicKind.MEMBER, text).id();
        } catch (InvalidEventException e) {
            throw ProblemType.INVALID_FIELD.exception(name + ": " + e.getMessage());
        }
    }
}

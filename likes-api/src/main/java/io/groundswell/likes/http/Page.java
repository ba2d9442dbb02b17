package io.groundswell.likes.http;

import io.groundswell.event.EventId;
import io.groundswell.event.InvalidEventException;
import io.groundswell.http.Exchange;
import io.groundswell.http.ProblemType;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Which comments are asked for.
 *
 * @param before only older ones, or empty to begin with the newest
 * @param limit 1 to 100
 */
record Page(Optional<EventId> before, int limit) {
    static final int MOST = 100;
    static final int DEFAULT = 20;
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,3}");

    /** @throws io.groundswell.http.ProblemException if a parameter is not one, or there twice */
    static Page of(Exchange exchange) {
        return new Page(one(exchange, "before").map(Page::cursor), limitOf(exchange));
    }

    /** @throws io.groundswell.http.ProblemException if it is not one, or there twice */
    static int limitOf(Exchange exchange) {
        return one(exchange, "limit").map(Page::limit).orElse(DEFAULT);
    }

    private static EventId cursor(String text) {
        try {
            return new EventId(text);
        } catch (InvalidEventException e) {
            throw ProblemType.INVALID_FIELD.exception("before: " + e.getMessage());
        }
    }

    private static int limit(String text) {
        int limit = NUMBER.matcher(text).matches() ? Integer.parseInt(text) : 0;
        if (limit < 1 || limit > MOST) {
            throw ProblemType.INVALID_FIELD.exception("limit: another value (expected: 1 to " + MOST + ")");
        }
        return limit;
    }

    /** @throws io.groundswell.http.ProblemException if the parameter is there twice */
    static Optional<String> one(Exchange exchange, String name) {
        List<String> values = exchange.query(name);
        if (values.size() > 1) {
            throw ProblemType.INVALID_FIELD.exception(name + ": " + values.size() + " times (expected: once)");
        }
        return values.stream().findFirst();
    }
}

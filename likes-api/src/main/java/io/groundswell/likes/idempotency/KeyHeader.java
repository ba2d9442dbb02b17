package io.groundswell.likes.idempotency;

import io.groundswell.http.Exchange;
import io.groundswell.http.ProblemType;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The header by which a client names its request. */
final class KeyHeader {
    static final String NAME = "Idempotency-Key";

    private static final Pattern FORM = Pattern.compile("[!-~]{1,255}");

    /** @throws io.groundswell.http.ProblemException if it is there twice, or is not 1 to 255 visible ASCII characters */
    static Optional<String> of(Exchange exchange) {
        Optional<String> key = exchange.header(NAME);
        key.ifPresent(text -> require(text, exchange.headers(NAME)));
        return key;
    }

    private static void require(String key, List<String> all) {
        if (all.size() > 1) {
            throw ProblemType.INVALID_FIELD.exception(NAME + ": " + all.size() + " times (expected: once)");
        }
        if (!FORM.matcher(key).matches()) {
            throw ProblemType.INVALID_FIELD.exception(
                    NAME + ": cannot be one (expected: 1 to 255 visible ASCII characters)");
        }
    }

    private KeyHeader() {}
}

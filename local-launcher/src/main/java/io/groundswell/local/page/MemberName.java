package io.groundswell.local.page;

import io.groundswell.http.ProblemException;
import io.groundswell.http.ProblemType;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/**
 * A name as a member id. An id holds only {@code A-Z a-z 0-9 . _ ~ -}, so what else a name has is written as a URL would,
 * with a tilde for the percent sign; the page reads it back.
 */
final class MemberName {
    private static final int LONGEST_ID = 128;

    private MemberName() {}

    /** @throws ProblemException {@link ProblemType#INVALID_FIELD} if the name is blank, has control characters or is too long */
    static String toMember(String name) {
        String stripped = name.strip();
        if (stripped.isEmpty() || stripped.codePoints().anyMatch(Character::isISOControl)) {
            throw ProblemType.INVALID_FIELD.exception("name: blank or with a control character (expected: a name)");
        }
        String member = encode(stripped);
        if (member.length() > LONGEST_ID) {
            throw ProblemType.INVALID_FIELD.exception("name: too long (expected: at most " + LONGEST_ID
                    + " letters and digits; each byte of another character counts as 3)");
        }
        return member;
    }

    private static String encode(String name) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A")
                .replace('%', '~');
    }
}

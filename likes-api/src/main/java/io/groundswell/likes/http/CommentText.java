package io.groundswell.likes.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.groundswell.http.ProblemType;

/** What a comment says: 1 to 1,000 characters (code points), lines ended by a line feed, without other control characters. */
record CommentText(String value) {
    static final int MOST_CHARACTERS = 1_000;

    /**
     * @param text white space around it is taken off
     * @throws io.groundswell.http.ProblemException if it is not one
     */
    static CommentText of(String text) {
        String value = text.strip();
        int characters = value.codePointCount(0, value.length());
        if (characters < 1 || characters > MOST_CHARACTERS) {
            throw ProblemType.INVALID_FIELD.exception(
                    "text: " + characters + " characters (expected: 1 to " + MOST_CHARACTERS + ")");
        }
        value.codePoints().forEach(CommentText::require);
        return new CommentText(value);
    }

    /** As the event carries it: a JSON object. */
    String content() {
        return JsonNodeFactory.instance.objectNode().put("text", value).toString();
    }

    /**
     * Half a surrogate pair is no character either, and cannot be written as UTF-8; U+FFFE and U+FFFF are none, and SQS
     * refuses a message that has them.
     */
    private static void require(int codePoint) {
        int type = Character.getType(codePoint);
        boolean isNone = type == Character.SURROGATE || codePoint == 0xFFFE || codePoint == 0xFFFF;
        if (codePoint != '\n' && (type == Character.CONTROL || isNone)) {
            throw ProblemType.INVALID_FIELD.exception(
                    "text: has U+%04X (expected: no control characters but line feeds)".formatted(codePoint));
        }
    }
}

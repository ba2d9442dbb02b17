package io.groundswell.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {
    record Part(String name) {}

    record Like(
            String reaction,
            int weight,
            boolean loud,
            @Nullable String note,
            @Nullable Part part,
            @Nullable List<String> tags) {
        Like {
            if (weight > 100) {
                throw new IllegalArgumentException("weight: " + weight + " (expected: at most 100)");
            }
        }
    }

    private static Like read(String body) {
        byte[] bytes = ("??" + body + "??").getBytes(StandardCharsets.UTF_8);
        return Json.read(bytes, 2, bytes.length - 4, Like.class);
    }

    private static Problem refusal(String body) {
        return catchThrowableOfType(ProblemException.class, () -> read(body)).problem();
    }

    @Test
    void read_shouldTakeTheFields_whenAllAreThere() {
        assertThat(read("{\"reaction\":\"ä\",\"weight\":2,\"loud\":true,\"part\":{\"name\":\"n\"},\"tags\":[\"t\"]}"))
                .isEqualTo(new Like("ä", 2, true, null, new Part("n"), List.of("t")));
    }

    @Test
    void read_shouldIgnoreFields_whenTheyAreUnknown() {
        assertThat(read("{\"reaction\":\"r\",\"weight\":2,\"loud\":true,\"new\":{\"a\":[1]}}")
                        .reaction())
                .isEqualTo("r");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "{\"reaction\":}",
                "null",
                "[]",
                "7",
                "\"text\"",
                "{'reaction':'r'}",
                "{\"reaction\":\"r\",\"weight\":2,\"loud\":true} x",
                "{\"reaction\":\"r\",\"weight\":2,\"loud\":true}{}",
                "{\"reaction\":\"r\",\"weight\":NaN,\"loud\":true}",
                "{\"reaction\":\"\u0001\",\"weight\":2,\"loud\":true}"
            })
    void read_shouldSayInvalidJson_whenItIsNotOneObject(String body) {
        assertThat(refusal(body).type()).isEqualTo(ProblemType.INVALID_JSON);
    }

    @Test
    void read_shouldSayInvalidJson_whenItIsNotUtf8OrTooDeep() {
        byte[] latin = "{\"reaction\":\"\u00e4\"}".getBytes(StandardCharsets.ISO_8859_1);
        assertThat(catchThrowableOfType(ProblemException.class, () -> Json.read(latin, 0, latin.length, Like.class))
                        .problem()
                        .type())
                .isEqualTo(ProblemType.INVALID_JSON);
        assertThat(refusal("{\"x\":" + "[".repeat(5_000)).type()).isEqualTo(ProblemType.INVALID_JSON);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"weight":2,"loud":true}                                      | reaction
            {"reaction":null,"weight":2,"loud":true}                      | reaction
            {"reaction":7,"weight":2,"loud":true}                         | reaction
            {"reaction":1.5,"weight":2,"loud":true}                       | reaction
            {"reaction":true,"weight":2,"loud":true}                      | reaction
            {"reaction":[],"weight":2,"loud":true}                        | reaction
            {"reaction":{},"weight":2,"loud":true}                        | reaction
            {"reaction":"r","loud":true}                                  | weight
            {"reaction":"r","weight":"2","loud":true}                     | weight
            {"reaction":"r","weight":"","loud":true}                      | weight
            {"reaction":"r","weight":2.5,"loud":true}                     | weight
            {"reaction":"r","weight":null,"loud":true}                    | weight
            {"reaction":"r","weight":true,"loud":true}                    | weight
            {"reaction":"r","weight":99999999999,"loud":true}             | weight
            {"reaction":"r","weight":2}                                   | loud
            {"reaction":"r","weight":2,"loud":1}                          | loud
            {"reaction":"r","weight":2,"loud":"true"}                     | loud
            {"reaction":"r","weight":2,"loud":true,"note":5}              | note
            {"reaction":"r","weight":2,"loud":true,"part":{}}             | part.name
            {"reaction":"r","weight":2,"loud":true,"part":"n"}            | part
            {"reaction":"r","weight":2,"loud":true,"part":""}             | part
            {"reaction":"r","weight":2,"loud":true,"tags":"t"}            | tags
            {"reaction":"r","weight":2,"loud":true,"tags":["t",7]}        | tags[1]
            """)
    void read_shouldNameTheField_whenItIsMissingOrOfAnotherType(String body, String field) {
        Problem problem = refusal(body);

        assertThat(problem.type()).isEqualTo(ProblemType.INVALID_FIELD);
        assertThat(problem.detail()).startsWith(field + ": ").contains("(expected: ");
    }

    @Test
    void read_shouldSayWhatTheRecordSays_whenItRefusesAValue() {
        Problem problem = refusal("{\"reaction\":\"r\",\"weight\":101,\"loud\":true}");

        assertThat(problem).isEqualTo(ProblemType.INVALID_FIELD.with("weight: 101 (expected: at most 100)"));
    }
}

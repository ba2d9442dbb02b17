package io.groundswell.event.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.groundswell.event.Batch;
import io.groundswell.event.DurableEvent;
import io.groundswell.event.InvalidEventException;
import io.groundswell.event.MergeLaws.ForEachSeed;
import io.groundswell.event.RandomStates;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class BatchCodecTest {
    @ForEachSeed
    void decode_shouldGiveWhatWasEncoded_whenGenerated(long seed) {
        RandomStates states = new RandomStates(seed);
        for (int i = 0; i < 50; i++) {
            Batch batch = states.batch();

            assertThat(BatchCodec.decode(BatchCodec.encode(batch))).isEqualTo(batch);
            assertThat(BatchCodec.decode(BatchCodec.encodeToString(batch))).isEqualTo(batch);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            []                                     | batch: [] (expected: an object)
            {}                                     | batch.v: missing (expected: a whole number)
            {"v":0}                                | batch.v: 0 (expected: 1 to 1)
            {"v":2,"topics":[]}                    | batch.v: 2 (expected: 1 to 1)
            {"v":"1"}                              | batch.v: "1" (expected: a whole number)
            {"v":1,"dequeued":true}                | batch.dequeued: true (expected: a whole number)
            {"v":1,"topics":{}}                    | batch.topics: {} (expected: an array)
            {"v":1,"topics":[7]}                   | batch.topics[0]: 7 (expected: an object)
            {"v":1,"topics":[{}]}                  | batch.topics[0].topic: missing (expected: a string)
            {"v":1,"topics":[{"topic":"room:1"}]}  | topic: room:1 (expected: kind:id, kind one of video, conversation, member, presence)
            """)
    void decode_shouldNameThePlace_whenTheBatchIsWrong(String json, String message) {
        assertThatThrownBy(() -> BatchCodec.decode(json))
                .isInstanceOf(InvalidEventException.class)
                .hasMessage(message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "counted":[{"region":"r","replica":"b.1","n":1,"counts":{}},{"region":"r","replica":"b.2","n":"x"}] | counted[1].n: "x" (expected: a whole number)
            "counted":[{"region":"r","replica":"b.1","n":1.0,"counts":{}}]               | counted[0].n: 1.0 (expected: a whole number)
            "counted":[{"region":"r","replica":"b.1","n":9223372036854775808,"counts":{}}] | counted[0].n: 9223372036854775808 (expected: a whole number)
            "counted":[{"region":"r","replica":"b.1","n":1,"counts":{"like":"2"}}]       | counted[0].counts.like: "2" (expected: a whole number)
            "counted":[{"region":"r","replica":"b.1","n":1}]                             | counted[0].counts: missing (expected: an object)
            "intervals":[{"region":"r","replica":"b.1","n":1,"first":1,"last":1,"actors":["a",5]}] | intervals[0].actors[1]: 5 (expected: a string)
            "intervals":[{"region":"r","replica":"b.1","n":1,"first":1,"last":1,"likers":{"like":["ann"]}}]       | intervals[0].likers.like: ["ann"] (expected: an object)
            "intervals":[{"region":"r","replica":"b.1","n":1,"first":1,"last":1,"likers":{"like":{"ann":"1"}}}]   | intervals[0].likers.like.ann: "1" (expected: a whole number)
            "archived":[{"region":"r","counts":{}}]                                      | archived[0].before: missing (expected: a whole number)
            "latest":[{"kind":"viewers","key":"k","at":1,"writer":"w"}]                  | latest[0].value: missing (expected: a value)
            "durable":[{"id":"01HF7YAT0000000000000000G7.r","kind":"comment","actor":"a","at":1,"content":"x"}] | durable[0].content: "x" (expected: an object)
            "durable":[{"id":"01HF7YAT0000000000000000G7.r","kind":"comment","actor":"\\ud83d","at":1,"content":{}}] | durable[0].actor: half a surrogate pair (expected: whole Unicode characters)
            "durable":[{"id":"01HF7YAT0000000000000000G7.r","kind":"comment","actor":"a","at":1,"content":{"text":"\\udc4f"}}] | durable[0].content: half a surrogate pair (expected: whole Unicode characters)
            """)
    void decode_shouldNameThePlace_whenATopicIsWrong(String field, String message) {
        assertThatThrownBy(() -> BatchCodec.decode("{\"v\":1,\"topics\":[{\"topic\":\"video:1\"," + field + "}]}"))
                .isInstanceOf(InvalidEventException.class)
                .hasMessage("batch.topics[0]." + message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "null", "{", "{\"v\":1}}", "{\"v\":1} x", "{\"v\":1,\"topics\":[}", "{'v':1}"})
    void decode_shouldRefuse_whenNotOneJsonObject(String text) {
        assertThatThrownBy(() -> BatchCodec.decode(text)).isInstanceOf(InvalidEventException.class);
        assertThatThrownBy(() -> BatchCodec.decode(text.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(InvalidEventException.class);
    }

    @Test
    void decode_shouldRefuse_whenBytesAreNoText() {
        byte[] notUtf32 = "{\"v\":\uFFFF}".getBytes(Charset.forName("UTF-32BE"));
        notUtf32[9] = 0x7F;

        assertThatThrownBy(() -> BatchCodec.decode(notUtf32)).isInstanceOf(InvalidEventException.class);
        assertThatThrownBy(() -> BatchCodec.decode(new byte[] {'{', '"', (byte) 0xFF, '"', ':', '1', '}'}))
                .isInstanceOf(InvalidEventException.class);
    }

    @Test
    void decode_shouldTakeFieldsInAnyOrder_always() {
        String event = "\"id\":\"01HF7YAT0000000000000000G7.r\",\"kind\":\"comment\",\"actor\":\"a\",\"at\":1,"
                + "\"dispatched\":2,\"content\":{\"text\":\"t\"}";
        String reversed = "\"content\":{\"text\":\"t\"},\"dispatched\":2,\"at\":1,\"actor\":\"a\",\"kind\":\"comment\","
                + "\"id\":\"01HF7YAT0000000000000000G7.r\"";

        assertThat(BatchCodec.decode("{\"topics\":[{\"durable\":[{" + reversed + "}],\"topic\":\"video:1\"}],\"v\":1}"))
                .isEqualTo(BatchCodec.decode(
                        "{\"v\":1,\"topics\":[{\"topic\":\"video:1\",\"durable\":[{" + event + "}]}]}"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"v\":1,\"dequeued\":1,\"dequeued\":7}",
                "{\"v\":1,\"topics\":[{\"topic\":\"video:1\"}],\"dequeued\":7,\"topics\":[]}",
                "{\"v\":1,\"x\":[{\"v\":9},[1]],\"dequeued\":7,\"y\":{\"dequeued\":8}}"
            })
    void decode_shouldTakeTheLast_whenAnObjectHasAFieldTwice(String json) {
        assertThat(BatchCodec.decode(json)).isEqualTo(new Batch(new Batch.Stages(7, 0), Map.of()));
    }

    @Test
    void decode_shouldWriteContentOnOneLine_whenItStandsOnSeveral() {
        String content = "{\n  \"text\" : \"a\\u000ab\",\r\n  \"list\" : [ 1 , 0.50, null ]\n}";
        Batch batch = BatchCodec.decode(
                "{\"v\":1,\"topics\":[{\"topic\":\"video:1\",\"durable\":[{\"id\":\"01HF7YAT0000000000000000G7.r\","
                        + "\"kind\":\"comment\",\"actor\":\"a\",\"at\":1,\"content\":" + content + "}]}]}");

        assertThat(batch.topics().values())
                .flatExtracting(update -> update.durable().all())
                .extracting(DurableEvent::content)
                .containsExactly("{\"text\":\"a\\nb\",\"list\":[1,0.50,null]}");
    }

    @Test
    void decode_shouldRefuse_whenNestedWithoutEnd() {
        assertThatThrownBy(() -> BatchCodec.decode("{\"v\":1,\"x\":" + "[".repeat(1_000_000)))
                .isInstanceOf(InvalidEventException.class);
    }

    @Test
    void decode_shouldAbbreviate_whenTheWrongValueIsLong() {
        assertThatThrownBy(() -> BatchCodec.decode("{\"v\":\"" + "1".repeat(10_000) + "\"}"))
                .message()
                .hasSizeLessThan(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"n\":1.50}", "{\"n\":123456789012345678901234567890.10}", "{\"n\":1E+400}"})
    void decode_shouldKeepEveryDigit_whenContentHoldsNumbers(String content) {
        String json =
                "{\"v\":1,\"topics\":[{\"topic\":\"video:1\",\"durable\":[{\"id\":\"01HF7YAT0000000000000000G7.r\","
                        + "\"kind\":\"comment\",\"actor\":\"a\",\"at\":1,\"content\":" + content + "}]}]}";

        Batch batch = BatchCodec.decode(json);

        assertThat(batch.topics().values())
                .flatExtracting(update -> update.durable().all())
                .extracting(DurableEvent::content)
                .containsExactly(content);
        assertThat(BatchCodec.encodeToString(batch)).isEqualTo(json);
    }

    @Test
    void decode_shouldMergeAlikeInAnyOrder_whenAnIntervalStandsTwice() {
        String one = "{\"region\":\"r\",\"replica\":\"b.1\",\"n\":1,\"first\":1,\"last\":1,\"actors\":[\"ann\"]}";
        String two = "{\"region\":\"r\",\"replica\":\"b.1\",\"n\":1,\"first\":1,\"last\":1,\"actors\":[\"bob\"]}";

        assertThat(BatchCodec.decode(withIntervals(one, two))).isEqualTo(BatchCodec.decode(withIntervals(two, one)));
    }

    private static String withIntervals(String first, String second) {
        return "{\"v\":1,\"topics\":[{\"topic\":\"video:1\",\"intervals\":[" + first + "," + second + "]}]}";
    }
}

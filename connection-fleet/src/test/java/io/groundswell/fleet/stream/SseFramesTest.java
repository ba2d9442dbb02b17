package io.groundswell.fleet.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundswell.event.DurableEvent;
import io.groundswell.event.EventId;
import io.groundswell.event.EventKind;
import io.groundswell.event.LatestKey;
import io.groundswell.event.Register;
import io.groundswell.event.Topic;
import io.groundswell.fleet.hub.EndReason;
import io.groundswell.fleet.hub.Ending;
import io.groundswell.fleet.hub.Frame;
import io.groundswell.fleet.hub.Position;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class SseFramesTest {
    private static final Topic TOPIC = Topic.video("42");
    private static final Position POSITION = new Position("epoch", 7, 1_000);
    private final SseFrames frames = new SseFrames("local", "node-1", 15_000);

    @Test
    void encode_shouldWriteTotalsCountsActorsAndTimes_whenLikesCome() {
        Frame frame = new Frame.Likes(
                TOPIC, new TreeMap<>(Map.of("like", 5L, "wow", 1L)), Map.of("like", 2L), List.of("ada"), 900, 950);
        assertThat(event(out -> frames.encode(frame, POSITION, out))).isEqualTo("""
                id: epoch.7.1000
                event: likes
                data: {"topic":"video:42","totals":{"like":5,"wow":1},"counts":{"like":2},"actors":["ada"],\
                "at":{"first":900,"last":950}}

                """);
    }

    @Test
    void encode_shouldLeaveOutCounts_whenTheFrameIsAState() {
        Frame frame = Frame.Likes.state(TOPIC, Map.of("like", 5L));
        assertThat(event(out -> frames.encode(frame, POSITION, out))).isEqualTo("""
                id: epoch.7.1000
                event: likes
                data: {"topic":"video:42","totals":{"like":5}}

                """);
    }

    @Test
    void encode_shouldKeepOneDataLine_whenTextHasLineBreaks() {
        EventId id = new EventId("01JCZQ5W8S0000000000000000.local");
        DurableEvent comment =
                new DurableEvent(id, EventKind.COMMENT, "ada\nbob", 1, 0, "{\"text\":\"a\\nb\\r\\n\\u2028\"}");
        assertThat(event(out -> frames.encode(new Frame.Durable(TOPIC, comment), POSITION, out)))
                .isEqualTo("""
                id: epoch.7.1000
                event: comment
                data: {"topic":"video:42","eventId":"01JCZQ5W8S0000000000000000.local","actor":"ada\\nbob","at":1,\
                "content":{"text":"a\\nb\\r\\n\\u2028"}}

                """);
    }

    @Test
    void encode_shouldTellTopicAndTimes_whenSomethingMayBeMissing() {
        assertThat(event(out -> frames.encode(new Frame.Gap(TOPIC, 1_000, 2_000), null, out)))
                .isEqualTo("""
                event: gap
                data: {"topic":"video:42","from":1000,"to":2000}

                """);
    }

    @Test
    void encodePing_shouldMoveThePosition_whenTheViewerHasAll() {
        assertThat(event(out -> frames.encodePing(5, POSITION, out))).isEqualTo("""
                id: epoch.7.1000
                event: ping
                data: {"at":5}

                """);
    }

    @Test
    void encode_shouldHaveNoId_whenTheClientKeepsItsPosition() {
        Frame frame =
                new Frame.Latest(TOPIC, new LatestKey(EventKind.VIEWERS, "total"), new Register("3", 1_000, "node-1"));
        assertThat(event(out -> frames.encode(frame, null, out))).isEqualTo("""
                event: viewers
                data: {"topic":"video:42","key":"total","value":3,"at":1000}

                """);
    }

    @Test
    void encodeEnd_shouldTellWhenToComeBackAndEndTheBody_whenComingBackMakesSense() {
        ByteBuf out = Unpooled.buffer();
        frames.encodeEnd(new Ending(EndReason.TOO_SLOW, 1_000), out);
        String text = out.toString(StandardCharsets.UTF_8);
        assertThat(text).endsWith("\r\n0\r\n\r\n");
        assertThat(text).contains("retry: 1000\nevent: reconnect\ndata: {\"code\":\"too_slow\",");
    }

    /** The event inside its chunk, whose size must be right. */
    private static String event(Consumer<ByteBuf> encode) {
        ByteBuf out = Unpooled.buffer();
        encode.accept(out);
        String text = out.toString(StandardCharsets.UTF_8);
        int size = Integer.parseInt(text.substring(0, 5), 16);
        assertThat(text.substring(5, 7)).isEqualTo("\r\n");
        assertThat(text.substring(7).getBytes(StandardCharsets.UTF_8)).hasSize(size + 2);
        assertThat(text).endsWith("\n\n\r\n");
        return text.substring(7, text.length() - 2);
    }
}

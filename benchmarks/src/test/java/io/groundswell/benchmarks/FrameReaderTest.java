package io.groundswell.benchmarks;

import static io.groundswell.benchmarks.Streams.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrameReaderTest {
    private final Tally tally = new Tally();

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void read_shouldTakeEveryComment_whereverTheReadsCutTheStream(boolean sampled) {
        String stream = Streams.HEAD
                + Streams.open()
                + LongStream.range(0, 40).mapToObj(Streams::comment).collect(Collectors.joining());
        byte[] all = stream.getBytes(StandardCharsets.UTF_8);
        for (int size : new int[] {1, 2, 3, 7, 8, 9, 64, 170, 1_000, all.length}) {
            FrameReader reader = reader(sampled);
            for (int from = 0; from < all.length; from += size) {
                byte[] part = Arrays.copyOfRange(all, from, Math.min(all.length, from + size));
                reader.read(size % 2 == 0 ? ByteBuffer.wrap(part) : direct(part));
            }
            assertThat(reader.sequence().received()).as("reads of " + size).isEqualTo(40);
            assertThat(reader.openId()).isEqualTo("epoch.0.1000");
        }
        assertThat(tally.repeated.get() + tally.ended.get()).isZero();
        assertThat(tally.opened.get()).isEqualTo(10);
    }

    @Test
    void read_shouldSeeWhatIsMissingAndWhatIsRepeated_whenCommentsDoNotFollow() {
        FrameReader reader = opened(false);
        reader.read(bytes(Streams.comment(0) + Streams.comment(1) + Streams.comment(4) + Streams.comment(4)));
        assertThat(reader.sequence().received()).isEqualTo(3);
        assertThat(reader.sequence().next()).isEqualTo(5);
        assertThat(tally.repeated.get()).isEqualTo(1);
    }

    @Test
    void read_shouldSeeAWholeTurnOfTheLastDigit_whenTheConnectionIsOfTheSample() {
        FrameReader reader = opened(true);
        reader.read(bytes(Streams.comment(0) + Streams.comment(33)));
        assertThat(reader.sequence().next()).isEqualTo(34);
    }

    @Test
    void read_shouldFindTheEvent_whenIdLinesAreOfOtherLengthsOrAreNotThere() {
        FrameReader reader = opened(true);
        String[] lines = {"id: a.1.2\n", "", "id: abcdefghijklmnop.100.1000\n", "id: abcdefghij.1\n", "id: 1\n"};
        IntStream.range(0, lines.length).forEach(i -> reader.read(bytes(Streams.comment(lines[i], i))));
        assertThat(reader.sequence().received()).isEqualTo(lines.length);
    }

    @Test
    void read_shouldCountLikesByTheirActors_whenTheirNumberIsInNoFrame() {
        FrameReader reader = opened(true);
        reader.read(bytes(Streams.likes(2, 0, 1) + Streams.likes(3, 2)));
        assertThat(reader.sequence().received()).isEqualTo(3);
        assertThat(tally.wrongTotals.get()).isZero();
    }

    @Test
    void read_shouldAcceptTheRoundsTotal_whenARoundTakesSeveralFrames() {
        FrameReader reader = opened(true);
        reader.read(bytes(Streams.likes(3, 0, 1)));
        assertThat(reader.sequence().lacksWhatWasTold()).isTrue();
        reader.read(bytes(Streams.likes(3, 2) + Streams.likes(4, 3)));
        assertThat(reader.sequence().lacksWhatWasTold()).isFalse();
        assertThat(tally.wrongTotals.get()).isZero();
    }

    @Test
    void read_shouldFindATotalWrong_whenItIsNotWhatTheActorsComeTo() {
        opened(true).read(bytes(Streams.likes(1, 0, 1)));
        assertThat(tally.wrongTotals.get()).isEqualTo(1);
        opened(true).read(bytes(Streams.likes(3, 0) + Streams.likes(4, 1)));
        assertThat(tally.wrongTotals.get()).isEqualTo(2);
    }

    @Test
    void read_shouldTakeNoEvent_whenTheFrameIsAStateOrAPing() {
        FrameReader reader = opened(true);
        reader.read(bytes(BareSink.chunk("event: likes\ndata: {\"totals\":{\"like\":5}}\n\n")
                + BareSink.chunk("event: ping\ndata: {\"at\":1}\n\n")
                + BareSink.chunk("event: viewers\ndata: {\"value\":1}\n\n")));
        assertThat(reader.sequence().received()).isZero();
        assertThat(tally.ended.get()).isZero();
    }

    @Test
    void read_shouldCountAnEnd_whenTheStreamSaysSoOrSpeaksOfAGap() {
        FrameReader reader = opened(false);
        reader.read(bytes(BareSink.chunk("event: gap\ndata: {\"topic\":\"video:0\"}\n\n")
                + BareSink.chunk("retry: 1000\nevent: reconnect\ndata: {\"code\":\"too_slow\"}\n\n")));
        assertThat(tally.ended.get()).isEqualTo(2);
    }

    @Test
    void read_shouldFail_whenTheAnswerIsNoStream() {
        assertThatThrownBy(() -> reader(false).read(bytes("HTTP/1.1 503 Service Unavailable\r\n\r\n")))
                .hasMessage("stream: HTTP/1.1 503 Service Unavailable (expected: 200)");
        assertThatThrownBy(() -> reader(false).read(bytes("x".repeat(9_000)))).hasMessageContaining("a head of 9000");
    }

    @Test
    void read_shouldFail_whenAChunkIsFramedInAnotherWay() {
        FrameReader reader = opened(false);
        assertThatThrownBy(() -> reader.read(bytes("1f\r\nevent: comment\n")))
                .hasMessageContaining("(expected: 5 digits)");
    }

    private FrameReader opened(boolean sampled) {
        FrameReader reader = reader(sampled);
        reader.read(bytes(Streams.HEAD + Streams.open()));
        return reader;
    }

    private FrameReader reader(boolean sampled) {
        return new FrameReader(Streams.TOPIC, sampled, tally);
    }

    private static ByteBuffer direct(byte[] bytes) {
        return ByteBuffer.allocateDirect(bytes.length).put(bytes).flip();
    }
}

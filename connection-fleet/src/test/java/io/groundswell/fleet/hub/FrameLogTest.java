package io.groundswell.fleet.hub;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FrameLogTest {
    private FrameLog log = new FrameLog(new FrameLog.Retention(1 << 20, 60_000), new Pinned());

    @AfterEach
    void close() {
        log.close();
    }

    @Test
    void append_shouldKeepFramesWholeAndInOrder_whenTheyFillManySegments() {
        List<String> texts = new ArrayList<>();
        for (int i = 1; i <= 500; i++) {
            String text = "frame" + i + "x".repeat(i);
            texts.add(text);
            append(text, i, 0);
        }
        assertThat(frames()).containsExactlyElementsOf(texts);
        assertThat(log.head()).isNotSameAs(log.tail());
    }

    @Test
    void append_shouldTakeAFrame_whenItIsLargerThanAnySegment() {
        String large = "x".repeat(200_000);
        append(large, 1, 0);
        append("small", 2, 0);
        assertThat(frames()).containsExactly(large, "small");
    }

    @Test
    void append_shouldLetGoOfTheOldest_whenThereAreTooManyBytes() {
        use(new FrameLog.Retention(64 << 10, 60_000));
        for (int i = 1; i <= 1_000; i++) {
            append("x".repeat(500), i, 0);
        }
        assertThat(log.evictedThrough()).isPositive();
        assertThat(log.head().sequence(0)).isEqualTo(log.evictedThrough() + 1);
        assertThat(frames()).hasSizeLessThan(400);
    }

    @Test
    void evict_shouldLetGoOfSegments_whenTheirNewestFrameIsTooOld() {
        use(new FrameLog.Retention(1 << 20, 1_000));
        for (int i = 1; i <= 100; i++) {
            append("x".repeat(500), i, i);
        }
        Segment old = log.head();
        log.evict(5_000);
        assertThat(old.isEvicted()).isTrue();
        assertThat(log.head()).isSameAs(log.tail());
        assertThat(log.tail().isEvicted()).isFalse();
        assertThat(log.evictedMillis()).isEqualTo(log.evictedThrough());
        assertThat(log.head().sequence(0)).isEqualTo(log.evictedThrough() + 1);
    }

    @Test
    void visible_shouldEndBelowWhatIsNotPublished() {
        append("a", 3, 0);
        append("b", 5, 0);
        append("c", 9, 0);
        assertThat(log.tail().visible(2)).isZero();
        assertThat(log.tail().visible(5)).isEqualTo(2);
        assertThat(log.tail().visible(100)).isEqualTo(3);
        assertThat(log.tail().firstAbove(3)).isEqualTo(1);
        assertThat(log.tail().firstAbove(9)).isEqualTo(3);
    }

    @Test
    void evict_shouldLeaveSlicesUsable_whenTheyAreStillBeingWritten() {
        append("first", 1, 0);
        ByteBuf slice = log.tail().buffer.retainedSlice(0, log.tail().end(0));
        log.tail().evict();
        assertThat(slice.toString(StandardCharsets.UTF_8)).isEqualTo("first");
        slice.release();
        assertThat(slice.refCnt()).isZero();
        log = new FrameLog(new FrameLog.Retention(1, 1), new Pinned());
    }

    private void use(FrameLog.Retention retention) {
        log.close();
        log = new FrameLog(retention, new Pinned());
    }

    private void append(String text, long sequence, long millis) {
        log.append(Unpooled.copiedBuffer(text, StandardCharsets.UTF_8), sequence, 0, millis);
    }

    private List<String> frames() {
        List<String> frames = new ArrayList<>();
        for (Segment segment = log.head(); segment != null; segment = segment.next()) {
            for (int i = 0; i < segment.count(); i++) {
                frames.add(segment.buffer.toString(
                        segment.start(i), segment.end(i) - segment.start(i), StandardCharsets.UTF_8));
            }
        }
        return frames;
    }
}

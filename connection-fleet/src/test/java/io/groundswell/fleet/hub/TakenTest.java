package io.groundswell.fleet.hub;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TakenTest {
    private final Segment segment = new Segment(1_024, 100);
    private final Cursor.Taken taken = new Cursor.Taken();

    @AfterEach
    void evict() {
        segment.evict();
    }

    @Test
    void acceptedAt_shouldHaveEveryFrame_whenTheyAreFew() {
        append(7, 8, 0, 9);
        taken.set(segment, 1, 4);
        assertThat(taken.acceptedAt(4)).containsExactly(8, 9);
    }

    @Test
    void acceptedAt_shouldHaveTheMiddleOfEachPart_whenThereAreMore() {
        for (int i = 0; i < 60; i++) {
            append(1_000 + i);
        }
        taken.set(segment, 10, 50);
        assertThat(taken.acceptedAt(4)).containsExactly(1_015, 1_025, 1_035, 1_045);
    }

    private void append(long... acceptedAt) {
        for (long accepted : acceptedAt) {
            ByteBuf frame = Unpooled.copiedBuffer("frame", StandardCharsets.US_ASCII);
            segment.append(frame, segment.count() + 1, accepted, 0);
            frame.release();
        }
    }
}

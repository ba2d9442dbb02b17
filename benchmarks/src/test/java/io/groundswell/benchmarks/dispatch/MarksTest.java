package io.groundswell.benchmarks.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MarksTest {
    private static final String TEXT =
            "{\"a\":\"" + Marks.of(0) + "\",\"b\":\"" + Marks.of(123_456_789) + "x\",\"c\":\"" + Marks.of(42) + "\"}";

    @Test
    void scan_shouldFindEveryNumber_whereverItStands() {
        List<Integer> inBytes = new ArrayList<>();
        Marks.scan(Unpooled.copiedBuffer(TEXT, StandardCharsets.US_ASCII), inBytes::add);
        List<Integer> inText = new ArrayList<>();
        Marks.scan(TEXT, inText::add);

        assertThat(inBytes).containsExactly(0, 123_456_789, 42);
        assertThat(inText).containsExactlyElementsOf(inBytes);
    }

    @Test
    void scan_shouldFindTheNumber_whenTheTextEndsWithIt() {
        List<Integer> found = new ArrayList<>();
        Marks.scan(Marks.of(7), found::add);

        assertThat(found).containsExactly(7);
    }

    @Test
    void count_shouldBeOfNumbers_howeverOftenEachCame() {
        Marks marks = new Marks();
        marks.add(1);
        marks.add(1);
        marks.add(5);

        assertThat(marks.count()).isEqualTo(2);
        marks.clear();
        assertThat(marks.count()).isZero();
    }
}

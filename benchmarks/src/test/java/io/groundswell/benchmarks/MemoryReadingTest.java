package io.groundswell.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class MemoryReadingTest {
    private static final String HISTOGRAM = """
            4242:
             num     #instances         #bytes  class name (module)
            -------------------------------------------------------
               1:         32051        2051264  [B (java.base@25)
               2:          1000          24000  io.groundswell.fleet.hub.Cursor
            Total         33051        2075264
            """;
    private static final String SUMMARY = """
            4242:
            Native Memory Tracking:
            Total: reserved=3000000KB, committed=150000KB
                   malloc: 20000KB #1000
            -                 Java Heap (reserved=2097152KB, committed=100000KB)
                                        (mmap: reserved=2097152KB, committed=100000KB, at peak)
            -                     Class (reserved=1048705KB, committed=1000KB)
            -                     Other (reserved=30KB, committed=20KB)
                                        (malloc=20KB #3) (at peak)
            -    Native Memory Tracking (reserved=50KB, committed=40KB)
            """;

    @Test
    void parse_shouldCountLiveHeapDirectAndOtherNativeMemoryOnce() throws Exception {
        MemoryReading reading = MemoryReading.parse(HISTOGRAM, SUMMARY, 7);
        assertThat(reading.liveHeap()).isEqualTo(2_075_264);
        assertThat(reading.direct()).isEqualTo(20 << 10);
        assertThat(reading.otherNative()).isEqualTo(1_040 << 10);
        assertThat(reading.all()).isEqualTo(2_075_264 + (1_060 << 10));
        assertThat(reading.classes()).containsEntry("[B", 2_051_264L).hasSize(2);
        assertThat(reading.resident()).isEqualTo(7);
    }

    @Test
    void parse_shouldFail_whenMemoryWasNotTracked() {
        assertThatThrownBy(() -> MemoryReading.parse(HISTOGRAM, "4242:\nNative memory tracking is not enabled\n", 7))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("(expected: NativeMemoryTracking=summary)");
        assertThatThrownBy(() -> MemoryReading.parse("4242:\n", SUMMARY, 7))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("class histogram: no total");
    }
}

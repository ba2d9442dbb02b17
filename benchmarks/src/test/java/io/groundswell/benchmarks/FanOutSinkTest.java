package io.groundswell.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class FanOutSinkTest {
    private final List<String> sent = new CopyOnWriteArrayList<>();

    @Test
    void send_shouldReachEverySink() throws Exception {
        try (FanOutSink sink = new FanOutSink(List.of(new Recording(false), new Recording(false)))) {
            sink.send(3, 7);
        }
        assertThat(sent).containsExactlyInAnyOrder("3-7", "3-7", "closed", "closed");
    }

    @Test
    void send_shouldFail_whenOneNodeRefuses() throws Exception {
        try (FanOutSink sink = new FanOutSink(List.of(new Recording(false), new Recording(true)))) {
            assertThatThrownBy(() -> sink.send(0, 1))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("delivery: 503");
        }
    }

    private final class Recording implements Publisher.Sink {
        private final boolean refuses;

        Recording(boolean refuses) {
            this.refuses = refuses;
        }

        @Override
        public void send(long from, long to) throws IOException {
            if (refuses) {
                throw new IOException("delivery: 503 (expected: 204)");
            }
            sent.add(from + "-" + to);
        }

        @Override
        public void close() {
            sent.add("closed");
        }
    }
}

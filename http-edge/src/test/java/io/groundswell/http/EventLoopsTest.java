package io.groundswell.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class EventLoopsTest {
    @Test
    void start_shouldNameItsThreads_whenTheyRun() throws Exception {
        try (EventLoops loops = EventLoops.start(Transport.best(), 2, "stream")) {
            String first =
                    loops.group().submit(() -> Thread.currentThread().getName()).get(10, TimeUnit.SECONDS);
            String second =
                    loops.group().submit(() -> Thread.currentThread().getName()).get(10, TimeUnit.SECONDS);

            assertThat(first).matches("stream-[12]");
            assertThat(second).matches("stream-[12]").isNotEqualTo(first);
        }
    }

    @Test
    void close_shouldEndTheThreads_whenItReturns() throws Exception {
        EventLoops loops = EventLoops.start(Transport.NIO, 1, "gone");
        loops.group().submit(() -> {}).get(10, TimeUnit.SECONDS);
        loops.close();

        assertThat(loops.group().isTerminated()).isTrue();
    }
}

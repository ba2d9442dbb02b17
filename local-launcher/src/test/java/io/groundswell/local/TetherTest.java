package io.groundswell.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class TetherTest {
    @Test
    void watch_shouldTell_whenThePipeEnds() throws IOException {
        AtomicBoolean ended = new AtomicBoolean();
        try (PipedOutputStream launcher = new PipedOutputStream()) {
            Tether.watch(new PipedInputStream(launcher), () -> ended.set(true));
            launcher.write(7);
            assertThat(ended).isFalse();
        }

        await().untilTrue(ended);
    }
}

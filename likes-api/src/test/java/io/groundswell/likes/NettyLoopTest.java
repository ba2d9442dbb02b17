package io.groundswell.likes;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundswell.http.EventLoops;
import io.groundswell.http.Transport;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class NettyLoopTest {
    private final EventLoops loops = EventLoops.start(Transport.best(), 1, "test");
    private final NettyLoop loop = new NettyLoop(loops.group().next());

    @AfterEach
    void close() {
        loops.close();
    }

    @Test
    void execute_shouldRunOnTheLoop() {
        CompletableFuture<Boolean> current = new CompletableFuture<>();
        loop.execute(() -> current.complete(loop.isCurrent()));

        assertThat(current.orTimeout(5, TimeUnit.SECONDS).join()).isTrue();
        assertThat(loop.isCurrent()).isFalse();
    }

    @Test
    void schedule_shouldRunAfterTheDelay() {
        CompletableFuture<Long> ranAt = new CompletableFuture<>();
        long begun = loop.nanos();
        loop.schedule(() -> ranAt.complete(loop.nanos()), Duration.ofMillis(3));

        assertThat(ranAt.orTimeout(5, TimeUnit.SECONDS).join() - begun)
                .isGreaterThanOrEqualTo(Duration.ofMillis(3).toNanos());
    }
}

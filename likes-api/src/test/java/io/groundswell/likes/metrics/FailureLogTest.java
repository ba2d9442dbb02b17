package io.groundswell.likes.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class FailureLogTest {
    private final AtomicLong millis = new AtomicLong(5_000);
    private final Logger logger = (Logger) LoggerFactory.getLogger(FailureLogTest.class);
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
    private final FailureLog log = new FailureLog(logger, () -> Instant.ofEpochMilli(millis.get()));

    FailureLogTest() {
        lines.start();
        logger.addAppender(lines);
    }

    @AfterEach
    void close() {
        logger.detachAppender(lines);
    }

    @Test
    void failed_shouldSpeakOnceASecond_andSayHowManyItKeptBack() {
        for (int i = 0; i < 5; i++) {
            log.failed("send: refused", "no route");
        }
        millis.addAndGet(1_000);
        log.failed("send: refused", "timeout");

        assertThat(lines.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .containsExactly(
                        "send: refused, 0 more failures since the last such line; no route",
                        "send: refused, 4 more failures since the last such line; timeout");
    }
}

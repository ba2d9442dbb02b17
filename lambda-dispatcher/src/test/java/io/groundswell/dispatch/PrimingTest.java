package io.groundswell.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.groundswell.dispatch.rehearsal.Stage;
import io.groundswell.settings.Settings;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class PrimingTest {
    private final Logger logger = (Logger) LoggerFactory.getLogger("io.groundswell.dispatch");
    private final @Nullable Level before = logger.getLevel();
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();

    @BeforeEach
    void listen() {
        log.start();
        logger.setAdditive(false);
        logger.setLevel(Level.INFO);
        logger.addAppender(log);
    }

    @AfterEach
    void listenNoMore() {
        logger.detachAppender(log);
        logger.setLevel(before);
        logger.setAdditive(true);
    }

    @Test
    void run_shouldGoThroughWholeInvocationsAndReadTheRegistry_whenAllWorks() throws IOException {
        try (Stage aws = Stage.open()) {
            new Priming(config(aws.address().toString()), InstantSource.system()).run();

            assertThat(aws.deliveries()).as("the real nodes are given nothing").isZero();
        }
        assertThat(log.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .anyMatch(line -> line.endsWith("50 batches delivered in the rehearsal, 1 nodes in the registry"));
        assertThat(log.list).extracting(ILoggingEvent::getLevel).doesNotContain(Level.WARN, Level.ERROR);
    }

    @Test
    void run_shouldSayWhatFailed_whenTheRegistryIsOutOfReach() {
        new Priming(config("http://127.0.0.1:1"), InstantSource.system()).run();

        assertThat(log.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .anyMatch(line -> line.startsWith("registry: not read before the snapshot"));
    }

    private static DispatcherConfig config(String endpoint) {
        return Settings.read(
                Map.of(
                        "GROUNDSWELL_AWS_CREDENTIALS",
                        "local",
                        "GROUNDSWELL_DYNAMODB_ENDPOINT",
                        endpoint,
                        "GROUNDSWELL_SQS_ENDPOINT",
                        endpoint,
                        "GROUNDSWELL_QUEUE_URL",
                        endpoint + "/events",
                        "GROUNDSWELL_DEAD_LETTER_QUEUE_URL",
                        endpoint + "/letters",
                        "GROUNDSWELL_INTERNAL_KEY",
                        "k".repeat(32)),
                DispatcherConfig::read);
    }
}

package io.groundswell.likes.queue;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundswell.aws.AwsClients;
import io.groundswell.aws.AwsConfig;
import io.groundswell.likes.accept.SendOutcome;
import io.groundswell.likes.metrics.FailureLog;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.LoggerFactory;

class SqsQueueTest {
    private static final Duration TIMEOUT = Duration.ofMillis(1_500);

    private final SqsServer server;
    private final SqsQueue queue;

    SqsQueueTest() throws IOException {
        server = new SqsServer();
        queue = queue(server.address(), TIMEOUT, 2);
    }

    @AfterEach
    void close() {
        server.close();
        queue.close();
    }

    @Test
    void send_shouldBeAccepted_whenTheQueueSaysSo() {
        assertThat(send(queue)).isEqualTo(new SendOutcome.Accepted());
        assertThat(server.bodies()).containsExactly("body ❤");
    }

    @ParameterizedTest
    @CsvSource({"REFUSE, UNAVAILABLE", "THROTTLE, OVERLOADED"})
    void send_shouldBeRefusedForCertain_whenTheQueueRefuses(SqsServer.Behaviour behaviour, SendOutcome.Reason reason) {
        server.behave(behaviour);

        assertThat(send(queue))
                .isInstanceOfSatisfying(
                        SendOutcome.Refused.class,
                        refused -> assertThat(refused.reason()).isEqualTo(reason));
    }

    @ParameterizedTest
    @EnumSource(names = {"FAIL", "HANG_UP", "STALL"})
    void send_shouldBeOfUnknownOutcome_whenTheAnswerIsLost(SqsServer.Behaviour behaviour) {
        server.behave(behaviour);

        assertThat(send(queue)).isInstanceOf(SendOutcome.Unknown.class);
        assertThat(server.bodies()).as("attempts of one send").hasSize(1);
    }

    @Test
    void send_shouldBeRefusedForCertain_whenNobodyListens() {
        server.close();

        assertThat(send(queue))
                .isInstanceOfSatisfying(
                        SendOutcome.Refused.class,
                        refused -> assertThat(refused.reason()).isEqualTo(SendOutcome.Reason.UNAVAILABLE));
    }

    @Test
    void send_shouldBeRefusedForCertain_whenNoConnectionIsFree() {
        server.behave(SqsServer.Behaviour.STALL);
        SqsQueue narrow = queue(server.address(), Duration.ofMillis(50), 1);
        CompletableFuture<SendOutcome> first = begin(narrow);
        CompletableFuture<SendOutcome> second = begin(narrow);

        SendOutcome earlier =
                (SendOutcome) CompletableFuture.anyOf(first, second).join();

        assertThat(earlier)
                .isInstanceOfSatisfying(
                        SendOutcome.Refused.class,
                        refused -> assertThat(refused.reason()).isEqualTo(SendOutcome.Reason.OVERLOADED));
        narrow.close();
    }

    @Test
    void send_shouldBeRefusedForCertain_whenItIsClosed() {
        queue.close();

        assertThat(send(queue)).isInstanceOf(SendOutcome.Refused.class);
        assertThat(server.bodies()).isEmpty();
    }

    private static SqsQueue queue(URI address, Duration patience, int connections) {
        AwsConfig config = new AwsConfig(
                "eu-west-1", Optional.of(address), Optional.empty(), AwsConfig.Credentials.LOCAL, "test-");
        return new SqsQueue(
                new AwsClients(config).sqs(TIMEOUT),
                address + "/000000000000/queue",
                patience,
                connections,
                new FailureLog(LoggerFactory.getLogger(SqsQueueTest.class), InstantSource.system()));
    }

    private static SendOutcome send(SqsQueue queue) {
        return begin(queue).join();
    }

    private static CompletableFuture<SendOutcome> begin(SqsQueue queue) {
        CompletableFuture<SendOutcome> outcome = new CompletableFuture<>();
        queue.send("body ❤", outcome::complete);
        return outcome.orTimeout(10, TimeUnit.SECONDS);
    }
}

package io.groundswell.likes.queue;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundswell.aws.AwsClients;
import io.groundswell.aws.AwsConfig;
import io.groundswell.likes.accept.Message;
import io.groundswell.likes.accept.SendOutcome;
import io.groundswell.likes.metrics.FailureLog;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
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
    private static final Duration TIMEOUT = Duration.ofSeconds(3);

    private final SqsServer server;
    private final SqsQueue queue;

    SqsQueueTest() throws IOException {
        server = new SqsServer();
        queue = queue(server.address());
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
    void send_shouldTellMessagesApart_whenOnlySomeWereTaken() {
        server.leaveOut("second", false);
        server.leaveOut("third", true);

        List<SendOutcome> outcomes = send(queue, List.of(message("first"), message("second"), message("third")));

        assertThat(outcomes.get(0)).isEqualTo(new SendOutcome.Accepted());
        assertThat(outcomes.get(1))
                .isInstanceOfSatisfying(
                        SendOutcome.Refused.class,
                        refused -> assertThat(refused.reason()).isEqualTo(SendOutcome.Reason.LEFT_OUT));
        assertThat(outcomes.get(2))
                .isInstanceOfSatisfying(
                        SendOutcome.Refused.class,
                        refused -> assertThat(refused.reason()).isEqualTo(SendOutcome.Reason.UNAVAILABLE));
        assertThat(server.bodies()).containsExactly("first", "second", "third");
    }

    @Test
    void send_shouldBeOfUnknownOutcome_whenTheAnswerDoesNotNameTheMessage() {
        server.forget("second");

        assertThat(send(queue, List.of(message("first"), message("second"))))
                .satisfiesExactly(
                        first -> assertThat(first).isEqualTo(new SendOutcome.Accepted()),
                        second -> assertThat(second).isInstanceOf(SendOutcome.Unknown.class));
    }

    @Test
    void send_shouldNameTheGroup_whenThereIsOne() {
        var _ = send(queue, List.of(message("first"), new Message("second", 6, Optional.of("video:42"))));

        assertThat(server.groups()).containsExactly("", "video:42");
    }

    @Test
    void send_shouldBeRefusedForCertain_whenItIsClosed() {
        queue.close();

        assertThat(send(queue)).isInstanceOf(SendOutcome.Refused.class);
        assertThat(server.bodies()).isEmpty();
    }

    private static SqsQueue queue(URI address) {
        AwsConfig config = new AwsConfig(
                "eu-west-1", Optional.of(address), Optional.empty(), AwsConfig.Credentials.LOCAL, "test-");
        return new SqsQueue(
                new AwsClients(config).sqs(TIMEOUT),
                address + "/000000000000/queue",
                new FailureLog(LoggerFactory.getLogger(SqsQueueTest.class), InstantSource.system()));
    }

    private static Message message(String body) {
        return new Message(body, body.length(), Optional.empty());
    }

    private static SendOutcome send(SqsQueue queue) {
        return send(queue, List.of(message("body ❤"))).getFirst();
    }

    private static List<SendOutcome> send(SqsQueue queue, List<Message> messages) {
        CompletableFuture<List<SendOutcome>> outcomes = new CompletableFuture<>();
        queue.send(messages, outcomes::complete);
        return outcomes.orTimeout(10, TimeUnit.SECONDS).join();
    }
}

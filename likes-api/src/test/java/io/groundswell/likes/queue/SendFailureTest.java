package io.groundswell.likes.queue;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundswell.likes.accept.SendOutcome;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.core5.http.ConnectionRequestTimeoutException;
import org.apache.hc.core5.http.NoHttpResponseException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.sqs.model.SqsException;

class SendFailureTest {
    static Stream<Exception> certain() {
        return Stream.of(
                new ConnectException("refused"),
                new ConnectTimeoutException("connect timed out"),
                new NoRouteToHostException(),
                new UnknownHostException(),
                new SSLHandshakeException("untrusted"));
    }

    static Stream<Exception> doubtful() {
        return Stream.of(
                new SocketTimeoutException("Read timed out"),
                new SocketException("Connection reset"),
                new NoHttpResponseException("closed"),
                new IOException("other"),
                new IllegalStateException("other"));
    }

    @ParameterizedTest
    @MethodSource("certain")
    void outcomeOf_shouldBeRefused_whenThereWasNoConnection(Exception cause) {
        assertThat(SendFailure.outcomeOf(wrapped(cause)))
                .isInstanceOfSatisfying(
                        SendOutcome.Refused.class,
                        refused -> assertThat(refused.reason()).isEqualTo(SendOutcome.Reason.UNAVAILABLE));
    }

    @ParameterizedTest
    @MethodSource("doubtful")
    void outcomeOf_shouldBeUnknown_whenTheRequestMayHaveLeft(Exception cause) {
        assertThat(SendFailure.outcomeOf(wrapped(cause))).isInstanceOf(SendOutcome.Unknown.class);
    }

    @Test
    void outcomeOf_shouldBeUnknown_whenTheCallTimesOut() {
        assertThat(SendFailure.outcomeOf(ApiCallTimeoutException.create(100))).isInstanceOf(SendOutcome.Unknown.class);
    }

    @Test
    void outcomeOf_shouldBeOverloaded_whenNoConnectionIsFree() {
        assertThat(SendFailure.outcomeOf(wrapped(new ConnectionRequestTimeoutException("pool"))))
                .isInstanceOfSatisfying(
                        SendOutcome.Refused.class,
                        refused -> assertThat(refused.reason()).isEqualTo(SendOutcome.Reason.OVERLOADED));
    }

    @ParameterizedTest
    @CsvSource({
        "400, UNAVAILABLE",
        "403, UNAVAILABLE",
        "404, UNAVAILABLE",
        "429, OVERLOADED",
        "408, ",
        "500, ",
        "502, ",
        "503, "
    })
    void outcomeOf_shouldFollowTheStatus(int status, SendOutcome.@Nullable Reason reason) {
        SendOutcome outcome = SendFailure.outcomeOf(
                SqsException.builder().statusCode(status).message("test").build());

        if (reason == null) {
            assertThat(outcome).isInstanceOf(SendOutcome.Unknown.class);
        } else {
            assertThat(outcome)
                    .isInstanceOfSatisfying(
                            SendOutcome.Refused.class,
                            refused -> assertThat(refused.reason()).isEqualTo(reason));
        }
    }

    private static SdkClientException wrapped(Exception cause) {
        return SdkClientException.create("Unable to execute HTTP request", new IOException(cause));
    }
}

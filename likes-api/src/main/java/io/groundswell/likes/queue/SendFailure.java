package io.groundswell.likes.queue;

import io.groundswell.likes.accept.SendOutcome;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.core5.http.ConnectionRequestTimeoutException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.exception.SdkServiceException;

/**
 * What an exception of the SDK says about the message, provided that the client makes one attempt only. A refusal must be
 * certain, or a like that was told to be lost would be counted: whatever is not known to be one is of unknown outcome.
 */
final class SendFailure {
    private static final int REQUEST_TIMEOUT = 408;
    private static final int CLIENT_ERRORS = 400;
    private static final int SERVER_ERRORS = 500;

    /** The request's first byte is only sent on an open connection, so these mean that none was. */
    private static final List<Class<? extends Exception>> NOT_CONNECTED = List.of(
            ConnectException.class,
            ConnectTimeoutException.class,
            NoRouteToHostException.class,
            UnknownHostException.class,
            UnresolvedAddressException.class,
            SSLHandshakeException.class);

    static SendOutcome outcomeOf(SdkException failure) {
        if (failure instanceof SdkServiceException answer) {
            return outcomeOf(answer);
        }
        if (causedBy(failure, ConnectionRequestTimeoutException.class)) {
            return refused(SendOutcome.Reason.OVERLOADED, failure);
        }
        return NOT_CONNECTED.stream().anyMatch(type -> causedBy(failure, type))
                ? refused(SendOutcome.Reason.UNAVAILABLE, failure)
                : new SendOutcome.Unknown(detail(failure));
    }

    private static SendOutcome outcomeOf(SdkServiceException answer) {
        if (answer.isThrottlingException()) {
            return refused(SendOutcome.Reason.OVERLOADED, answer);
        }
        int status = answer.statusCode();
        boolean refused = status >= CLIENT_ERRORS && status < SERVER_ERRORS && status != REQUEST_TIMEOUT;
        return refused ? refused(SendOutcome.Reason.UNAVAILABLE, answer) : new SendOutcome.Unknown(detail(answer));
    }

    private static SendOutcome refused(SendOutcome.Reason reason, SdkException failure) {
        return new SendOutcome.Refused(reason, detail(failure));
    }

    private static String detail(SdkException failure) {
        return failure.getClass().getSimpleName() + ": " + failure.getMessage();
    }

    private static boolean causedBy(Throwable failure, Class<? extends Throwable> type) {
        return Stream.iterate(Optional.of(failure), Optional::isPresent, each -> each.map(Throwable::getCause))
                .flatMap(Optional::stream)
                .anyMatch(type::isInstance);
    }

    private SendFailure() {}
}

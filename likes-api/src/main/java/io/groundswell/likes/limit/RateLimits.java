package io.groundswell.likes.limit;

import com.github.benmanes.caffeine.cache.Ticker;
import io.groundswell.access.Identity;
import io.groundswell.http.ClientAddress;
import io.groundswell.http.Exchange;
import io.groundswell.http.ProblemException;
import io.groundswell.http.ProblemType;
import io.groundswell.likes.metrics.ApiMetric;
import io.groundswell.likes.metrics.ApiMetrics;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Holds addresses and members to their rates. An address is held to its own before anything is known of who asks; guests,
 * who are all one member, are held to that alone. Thread-safe.
 */
public final class RateLimits {
    private final ClientAddress addresses;
    private final ApiMetrics metrics;
    private final @Nullable Buckets<Long> requests;
    private final @Nullable Buckets<String> likes;
    private final @Nullable Buckets<String> comments;

    /** @param ticker what rates are measured with */
    public RateLimits(RateLimitConfig config, ApiMetrics metrics, Ticker ticker) {
        this.addresses = new ClientAddress(config.trustedProxies());
        this.metrics = metrics;
        this.requests = buckets(config.address(), ticker);
        this.likes = buckets(config.likes(), ticker);
        this.comments = buckets(config.comments(), ticker);
    }

    private <K> @Nullable Buckets<K> buckets(Rate rate, Ticker ticker) {
        return rate.isLimited() ? new Buckets<>(rate, ticker, () -> metrics.count(ApiMetric.LIMITS_CROWDED_OUT)) : null;
    }

    /** @throws ProblemException 429 if the address that it comes from asks too often */
    public void request(Exchange exchange) {
        if (requests != null) {
            require(requests.take(ClientAddress.key(addresses.of(exchange))), ApiMetric.LIMITED_ADDRESS, "address");
        }
    }

    /** @throws ProblemException 429 if the member likes too often */
    public void like(Identity who) {
        publish(likes, who);
    }

    /** @throws ProblemException 429 if the member comments too often */
    public void comment(Identity who) {
        publish(comments, who);
    }

    private void publish(@Nullable Buckets<String> buckets, Identity who) {
        if (buckets != null && !who.isGuest()) {
            require(buckets.take(who.member()), ApiMetric.LIMITED_MEMBER, "member");
        }
    }

    private void require(long waitNanos, ApiMetric refused, String whose) {
        if (waitNanos > 0) {
            metrics.count(refused);
            long seconds = TimeUnit.NANOSECONDS.toSeconds(waitNanos - 1) + 1;
            throw new ProblemException(ProblemType.RATE_LIMITED
                    .with(whose + ": too many requests (expected: none for " + seconds + " s)")
                    .withHeader("Retry-After", Long.toString(seconds)));
        }
    }
}

package io.groundswell.store.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.groundswell.aws.Parallel;
import io.groundswell.store.Claim;
import io.groundswell.store.IdempotencyKey;
import io.groundswell.store.IdempotencyKeys;
import io.groundswell.store.KeptAnswer;
import io.groundswell.store.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Two processes are two objects that share nothing but the table and the clock. */
class DynamoIdempotencyKeysTest {
    private static final Duration LEASE = Duration.ofSeconds(30);

    /** As the API's document promises. */
    private static final Duration FIVE_MINUTES = Duration.ofMinutes(5);

    private static final KeptAnswer ANSWER = new KeptAnswer(202, "application/json", "{\"a\":\"🌊\"}");

    private static LocalDynamo dynamo;

    /** Not in the past: DynamoDB itself removes what has expired. */
    private final long start = Instant.now().toEpochMilli();

    private final AtomicLong millis = new AtomicLong(start);
    private final IdempotencyKeys one = keys("test-");
    private final IdempotencyKeys two = keys("test-");
    private IdempotencyKey key = new IdempotencyKey("ann", "like", "unset");

    @BeforeAll
    static void start() throws Exception {
        dynamo = LocalDynamo.start();
        StoreTables.create(dynamo.client(), "test-");
    }

    @AfterAll
    static void stop() throws Exception {
        dynamo.close();
    }

    @BeforeEach
    void nameKey(TestInfo test) {
        key = new IdempotencyKey(
                "ann", "like", test.getTestMethod().orElseThrow().getName());
    }

    @Test
    void claim_shouldBeFirst_whenTheKeyIsNew() {
        assertThat(claimed(one, "f")).satisfies(claim -> {
            assertThat(claim.isFirst()).isTrue();
            assertThat(claim.acceptedAt()).isEqualTo(start);
        });
        assertThat(one.claim(new IdempotencyKey("bob", "like", key.key()), "f", start))
                .isInstanceOf(Claim.Claimed.class);
        assertThat(one.claim(new IdempotencyKey("ann", "comment", key.key()), "f", start))
                .isInstanceOf(Claim.Claimed.class);
    }

    @Test
    void claim_shouldBeOneProcesses_whenManyClaimAtOnce() {
        List<Claim> claims = Parallel.map(
                Collections.nCopies(20, one), 20, keys -> keys("test-").claim(key, "f", start));

        assertThat(claims).filteredOn(Claim.Claimed.class::isInstance).hasSize(1);
        assertThat(claims).filteredOn(Claim.InFlight.class::isInstance).hasSize(19);
    }

    @Test
    void claim_shouldBringTheAnswer_whenAnotherProcessKeptIt() {
        one.keep(claimed(one, "f"), ANSWER);
        millis.addAndGet(FIVE_MINUTES.toMillis() - 1);

        assertThat(two.claim(key, "f", now())).isEqualTo(new Claim.Answered(ANSWER));
    }

    @Test
    void claim_shouldBeFirst_whenTheAnswerIsFiveMinutesOldAndItsRowStillThere() {
        one.keep(claimed(one, "f"), ANSWER);
        millis.addAndGet(FIVE_MINUTES.toMillis());

        assertThat(claimed(two, "another")).satisfies(claim -> {
            assertThat(claim.isFirst()).isTrue();
            assertThat(claim.acceptedAt()).isEqualTo(now());
        });
    }

    @Test
    void claim_shouldBeRefused_whenTheKeyIsAnotherRequests() {
        Claim.Claimed first = claimed(one, "f");
        assertThat(two.claim(key, "g", now())).isInstanceOf(Claim.OtherRequest.class);
        one.keep(first, ANSWER);
        assertThat(two.claim(key, "g", now())).isInstanceOf(Claim.OtherRequest.class);
    }

    @Test
    void claim_shouldInheritTheFirstTime_whenTheLeaseOfWhoeverHeldItHasEnded() {
        claimed(one, "f");
        millis.addAndGet(LEASE.toMillis() - 1);
        assertThat(two.claim(key, "f", now())).isInstanceOf(Claim.InFlight.class);
        millis.addAndGet(1);

        assertThat(claimed(two, "f")).satisfies(claim -> {
            assertThat(claim.isFirst()).isFalse();
            assertThat(claim.acceptedAt()).isEqualTo(start);
        });
        assertThat(one.claim(key, "f", now())).isInstanceOf(Claim.InFlight.class);
    }

    @Test
    void claim_shouldBeOneProcesses_whenManyFindThatALeaseHasEnded() {
        claimed(one, "f");
        millis.addAndGet(LEASE.toMillis());

        List<Claim> claims = Parallel.map(
                Collections.nCopies(20, one), 20, keys -> keys("test-").claim(key, "f", now()));

        assertThat(claims).filteredOn(Claim.Claimed.class::isInstance).hasSize(1);
    }

    @Test
    void free_shouldForgetTheKey_whenNothingWasEverDone() {
        one.free(claimed(one, "f"), true);

        assertThat(claimed(two, "another").isFirst()).isTrue();
    }

    @Test
    void free_shouldKeepTimeAndFingerprint_whenTheOutcomeIsUnknown() {
        one.free(claimed(one, "f"), false);
        millis.addAndGet(1_000);

        assertThat(two.claim(key, "g", now())).isInstanceOf(Claim.OtherRequest.class);
        assertThat(claimed(two, "f").acceptedAt()).isEqualTo(start);
    }

    @Test
    void free_shouldKeepTimeAndFingerprint_whenAnEarlierAttemptMayHaveDoneIt() {
        one.free(claimed(one, "f"), false);
        two.free(claimed(two, "f"), true);
        millis.addAndGet(1_000);

        assertThat(one.claim(key, "g", now())).isInstanceOf(Claim.OtherRequest.class);
        assertThat(claimed(one, "f").acceptedAt()).isEqualTo(start);
    }

    @Test
    void keep_shouldLeaveTheKeyAlone_whenAnotherProcessHoldsItSince() {
        Claim.Claimed slow = claimed(one, "f");
        millis.addAndGet(LEASE.toMillis());
        Claim.Claimed holder = claimed(two, "f");

        one.keep(slow, ANSWER);
        one.free(slow, true);
        assertThat(one.claim(key, "f", now())).isInstanceOf(Claim.InFlight.class);
        two.keep(holder, ANSWER);
        assertThat(one.claim(key, "f", now())).isInstanceOf(Claim.Answered.class);
    }

    @Test
    void row_shouldExpireAfterItStopsCounting_always() {
        one.keep(claimed(one, "f"), ANSWER);

        AttributeValue expiresAt = dynamo.client()
                .getItem(get -> get.tableName("test-idempotency")
                        .key(Map.of(
                                "member",
                                AttributeValue.fromS("ann"),
                                "routeKey",
                                AttributeValue.fromS("like#" + key.key()))))
                .item()
                .get("expiresAt");
        assertThat(Long.parseLong(Objects.requireNonNull(expiresAt).n()) * 1_000)
                .isGreaterThanOrEqualTo(start + FIVE_MINUTES.toMillis())
                .isLessThan(start + FIVE_MINUTES.toMillis() + 60_000);
    }

    @Test
    void claim_shouldFail_whenThereIsNoTable() {
        IdempotencyKeys nowhere = keys("absent-");
        Claim.Claimed claim = new Claim.Claimed(key, "f", "holder", start, true);

        assertThatThrownBy(() -> nowhere.claim(key, "f", start)).isInstanceOf(StoreException.class);
        assertThatThrownBy(() -> nowhere.keep(claim, ANSWER)).isInstanceOf(StoreException.class);
        assertThatThrownBy(() -> nowhere.free(claim, true)).isInstanceOf(StoreException.class);
    }

    private IdempotencyKeys keys(String prefix) {
        return new DynamoIdempotencyKeys(dynamo.client(), prefix, LEASE, () -> Instant.ofEpochMilli(millis.get()));
    }

    private long now() {
        return millis.get();
    }

    private Claim.Claimed claimed(IdempotencyKeys keys, String fingerprint) {
        Claim claim = keys.claim(key, fingerprint, now());
        assertThat(claim).isInstanceOf(Claim.Claimed.class);
        return (Claim.Claimed) claim;
    }
}

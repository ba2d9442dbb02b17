package io.groundswell.store.dynamodb;

import io.groundswell.store.Claim;
import io.groundswell.store.IdempotencyKey;
import io.groundswell.store.IdempotencyKeys;
import io.groundswell.store.KeptAnswer;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.enhanced.dynamodb.Key;
import software.amazon.awssdk.enhanced.dynamodb.document.EnhancedDocument;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * One key.
 *
 * @param leaseUntil until when the holder is at it, 0 where nobody is; in milliseconds since 1970, as all times here
 * @param keptUntil until when the row counts
 * @param answer where there is one
 */
record IdempotencyRow(Claim.Claimed claim, long leaseUntil, long keptUntil, Optional<KeptAnswer> answer) {
    static final String HOLDER = "holder";
    static final String LEASE_UNTIL = "leaseUntil";
    static final String KEPT_UNTIL = "keptUntil";
    private static final String FINGERPRINT = "fingerprint";
    private static final String ACCEPTED_AT = "acceptedAt";
    private static final String STATUS = "answerStatus";
    private static final String CONTENT_TYPE = "answerType";
    private static final String BODY = "answerBody";

    static IdempotencyRow claimed(Claim.Claimed claim, long now, Duration lease) {
        long leaseUntil = now + lease.toMillis();
        return new IdempotencyRow(claim, leaseUntil, keptFrom(leaseUntil), Optional.empty());
    }

    static IdempotencyRow answered(Claim.Claimed claim, long now, KeptAnswer answer) {
        return new IdempotencyRow(claim, 0, keptFrom(now), Optional.of(answer));
    }

    static IdempotencyRow freed(Claim.Claimed claim, long now) {
        return new IdempotencyRow(claim, 0, keptFrom(now), Optional.empty());
    }

    private static long keptFrom(long millis) {
        return millis + IdempotencyKeys.KEPT.toMillis();
    }

    static Key key(IdempotencyKey key) {
        return Key.builder()
                .partitionValue(key.member())
                .sortValue(key.route() + "#" + key.key())
                .build();
    }

    /** @param key under which the attributes were found */
    static IdempotencyRow of(IdempotencyKey key, Map<String, AttributeValue> attributes) {
        return new IdempotencyRow(
                new Claim.Claimed(
                        key,
                        text(attributes, FINGERPRINT),
                        text(attributes, HOLDER),
                        number(attributes, ACCEPTED_AT),
                        false),
                number(attributes, LEASE_UNTIL),
                number(attributes, KEPT_UNTIL),
                attributes.containsKey(STATUS) ? Optional.of(answer(attributes)) : Optional.empty());
    }

    private static KeptAnswer answer(Map<String, AttributeValue> attributes) {
        return new KeptAnswer(
                Math.toIntExact(number(attributes, STATUS)), text(attributes, CONTENT_TYPE), text(attributes, BODY));
    }

    EnhancedDocument document() {
        Key key = key(claim.key());
        EnhancedDocument.Builder row = EnhancedDocument.builder()
                .putString(
                        StoreTables.IDEMPOTENCY.partitionKey(),
                        key.partitionKeyValue().s())
                .putString(
                        StoreTables.IDEMPOTENCY.sortKey(),
                        key.sortKeyValue().orElseThrow().s())
                .putString(FINGERPRINT, claim.fingerprint())
                .putString(HOLDER, claim.holder())
                .putNumber(ACCEPTED_AT, claim.acceptedAt())
                .putNumber(LEASE_UNTIL, leaseUntil)
                .putNumber(KEPT_UNTIL, keptUntil)
                .putNumber(
                        StoreTables.IDEMPOTENCY.timeToLive().orElseThrow(),
                        Math.ceilDiv(keptUntil, Duration.ofSeconds(1).toMillis()));
        answer.ifPresent(kept -> row.putNumber(STATUS, kept.status())
                .putString(CONTENT_TYPE, kept.contentType())
                .putString(BODY, kept.body()));
        return row.build();
    }

    private static String text(Map<String, AttributeValue> attributes, String name) {
        return value(attributes, name).s();
    }

    private static long number(Map<String, AttributeValue> attributes, String name) {
        return Long.parseLong(value(attributes, name).n());
    }

    private static AttributeValue value(Map<String, AttributeValue> attributes, String name) {
        AttributeValue value = attributes.get(name);
        if (value == null) {
            throw new IllegalStateException("idempotency key: has no " + name + " (expected: a row as written here)");
        }
        return value;
    }
}

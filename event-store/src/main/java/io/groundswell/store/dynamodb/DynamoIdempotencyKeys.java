package io.groundswell.store.dynamodb;

import io.groundswell.store.Claim;
import io.groundswell.store.IdempotencyKey;
import io.groundswell.store.IdempotencyKeys;
import io.groundswell.store.KeptAnswer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.UUID;
import java.util.function.Consumer;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.enhanced.dynamodb.Expression;
import software.amazon.awssdk.enhanced.dynamodb.document.EnhancedDocument;
import software.amazon.awssdk.enhanced.dynamodb.model.DeleteItemEnhancedRequest;
import software.amazon.awssdk.enhanced.dynamodb.model.PutItemEnhancedRequest;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

/**
 * One row per key, written whole and on a condition; a condition that fails brings the row that stands in the way, so a claim
 * takes one call where the key is new or answered. A call that the client repeats finds its own row and knows it by the
 * holder. What has ended is known by the clock and not by the row's absence. Immutable; any thread may use it.
 */
public final class DynamoIdempotencyKeys implements IdempotencyKeys {
    private static final String UNLESS_KEPT =
            "attribute_not_exists(" + IdempotencyRow.KEPT_UNTIL + ") OR " + IdempotencyRow.KEPT_UNTIL + " <= :now";
    private static final String IF_HELD = IdempotencyRow.HOLDER + " = :holder";
    private static final String IF_STILL_SO = IF_HELD + " AND " + IdempotencyRow.LEASE_UNTIL + " = :leaseUntil";

    private final DynamoDbTable<EnhancedDocument> table;
    private final Duration lease;
    private final InstantSource clock;

    /**
     * @param prefix what every table's name begins with
     * @param lease how long whoever claims a key is left alone with it
     * @param clock of all processes, as far as their clocks agree
     */
    public DynamoIdempotencyKeys(DynamoDbClient client, String prefix, Duration lease, InstantSource clock) {
        this.table = StoreTables.IDEMPOTENCY.in(client, prefix);
        this.lease = lease;
        this.clock = clock;
    }

    @Override
    public Claim claim(IdempotencyKey key, String fingerprint, long acceptedAt) {
        return StoreCall.attempt("idempotency key of " + key.member(), () -> {
            String holder = UUID.randomUUID().toString();
            Claim.Claimed first = new Claim.Claimed(key, fingerprint, holder, acceptedAt, true);
            try {
                put(
                        first,
                        Expression.builder()
                                .expression(UNLESS_KEPT)
                                .putExpressionValue(":now", number(clock.millis()))
                                .build());
                return first;
            } catch (ConditionalCheckFailedException taken) {
                return isOwn(taken, first) ? first : claimAgainst(IdempotencyRow.of(key, taken.item()), first);
            }
        });
    }

    private Claim claimAgainst(IdempotencyRow there, Claim.Claimed wanted) {
        if (!there.claim().fingerprint().equals(wanted.fingerprint())) {
            return new Claim.OtherRequest();
        }
        if (there.answer().isPresent()) {
            return new Claim.Answered(there.answer().get());
        }
        return there.leaseUntil() > clock.millis() ? new Claim.InFlight() : takeOver(there, wanted);
    }

    private Claim takeOver(IdempotencyRow there, Claim.Claimed wanted) {
        Claim.Claimed later = new Claim.Claimed(
                wanted.key(),
                wanted.fingerprint(),
                wanted.holder(),
                there.claim().acceptedAt(),
                false);
        try {
            put(
                    later,
                    Expression.builder()
                            .expression(IF_STILL_SO)
                            .putExpressionValue(":holder", text(there.claim().holder()))
                            .putExpressionValue(":leaseUntil", number(there.leaseUntil()))
                            .build());
            return later;
        } catch (ConditionalCheckFailedException overtaken) {
            return isOwn(overtaken, later) ? later : new Claim.InFlight();
        }
    }

    private void put(Claim.Claimed claim, Expression condition) {
        put(IdempotencyRow.claimed(claim, clock.millis(), lease), condition);
    }

    private void put(IdempotencyRow row, Expression condition) {
        table.putItem(PutItemEnhancedRequest.builder(EnhancedDocument.class)
                .item(row.document())
                .conditionExpression(condition)
                .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
                .build());
    }

    /** Whether the client's own first call had been taken, and its answer was lost. */
    private static boolean isOwn(ConditionalCheckFailedException taken, Claim.Claimed claim) {
        return text(claim.holder()).equals(taken.item().get(IdempotencyRow.HOLDER));
    }

    @Override
    public void keep(Claim.Claimed claim, KeptAnswer answer) {
        whileHeld(claim, held -> put(IdempotencyRow.answered(claim, clock.millis(), answer), held));
    }

    @Override
    public void free(Claim.Claimed claim, boolean nothingWasDone) {
        whileHeld(claim, held -> {
            if (nothingWasDone && claim.isFirst()) {
                table.deleteItem(DeleteItemEnhancedRequest.builder()
                        .key(IdempotencyRow.key(claim.key()))
                        .conditionExpression(held)
                        .build());
            } else {
                put(IdempotencyRow.freed(claim, clock.millis()), held);
            }
        });
    }

    private static void whileHeld(Claim.Claimed claim, Consumer<Expression> write) {
        StoreCall.attempt("idempotency key of " + claim.key().member(), () -> {
            try {
                write.accept(Expression.builder()
                        .expression(IF_HELD)
                        .putExpressionValue(":holder", text(claim.holder()))
                        .build());
            } catch (ConditionalCheckFailedException overtaken) {
                // Another attempt holds the key since the lease has ended, or a call of this one came through: nothing
                // is left.
            }
        });
    }

    private static AttributeValue text(String value) {
        return AttributeValue.fromS(value);
    }

    private static AttributeValue number(long value) {
        return AttributeValue.fromN(Long.toString(value));
    }
}

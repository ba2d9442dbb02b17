package io.groundswell.likes;

import io.groundswell.store.Claim;
import io.groundswell.store.IdempotencyKey;
import io.groundswell.store.IdempotencyKeys;
import io.groundswell.store.KeptAnswer;
import io.groundswell.store.StoreException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The keys of several servers in memory, without leases; each method can fail. Thread-safe by its monitor. */
public final class FakeKeys implements IdempotencyKeys {
    /** What can fail. */
    public enum Step {
        CLAIM,
        SETTLE
    }

    private record Row(Claim.Claimed claim, boolean isHeld, Optional<KeptAnswer> answer) {}

    private final Map<IdempotencyKey, Row> rows = new HashMap<>();
    private Set<Step> failing = Set.of();

    public synchronized void fail(Step... steps) {
        failing = Set.of(steps);
    }

    public synchronized Set<IdempotencyKey> known() {
        return Set.copyOf(rows.keySet());
    }

    /** As if the lease of whoever holds the key had ended. */
    public synchronized void endLeases() {
        rows.replaceAll((key, row) -> new Row(row.claim(), false, row.answer()));
    }

    @Override
    public synchronized Claim claim(IdempotencyKey key, String fingerprint, long acceptedAt) {
        requireWorking(Step.CLAIM);
        Row row = rows.get(key);
        if (row == null) {
            return hold(new Claim.Claimed(key, fingerprint, "first", acceptedAt, true));
        }
        if (!row.claim().fingerprint().equals(fingerprint)) {
            return new Claim.OtherRequest();
        }
        if (row.answer().isPresent()) {
            return new Claim.Answered(row.answer().get());
        }
        return row.isHeld()
                ? new Claim.InFlight()
                : hold(new Claim.Claimed(key, fingerprint, "later", row.claim().acceptedAt(), false));
    }

    private Claim hold(Claim.Claimed claim) {
        rows.put(claim.key(), new Row(claim, true, Optional.empty()));
        return claim;
    }

    @Override
    public synchronized void keep(Claim.Claimed claim, KeptAnswer answer) {
        requireWorking(Step.SETTLE);
        rows.put(claim.key(), new Row(claim, false, Optional.of(answer)));
    }

    @Override
    public synchronized void free(Claim.Claimed claim, boolean nothingWasDone) {
        requireWorking(Step.SETTLE);
        if (nothingWasDone && claim.isFirst()) {
            rows.remove(claim.key());
        } else {
            rows.put(claim.key(), new Row(claim, false, Optional.empty()));
        }
    }

    private void requireWorking(Step step) {
        if (failing.contains(step)) {
            throw new StoreException("test", new IllegalStateException());
        }
    }
}

package io.groundswell.fleet.duty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.groundswell.event.Topic;
import io.groundswell.registry.Missed;
import io.groundswell.registry.Node;
import io.groundswell.registry.NodeLookup;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RegistrationTest {
    private static final Duration TWO_TURNS = Duration.ofSeconds(10);

    private final FakeRegistry registry = new FakeRegistry();
    private final List<Missed> told = new CopyOnWriteArrayList<>();
    private final Workers workers = new Workers(new Random(1));
    private final Node self = new Node("node-1", URI.create("http://127.0.0.1:1/"), "127.0.0.1:2", 0, 0, false, 0);
    private final Registration registration =
            new Registration(registry, InstantSource.system(), self, () -> 7, told::add);

    @AfterEach
    void close() {
        workers.close();
    }

    @Test
    void start_shouldWriteTheRowWithALeaseAndRenewIt() {
        registration.start(workers, () -> {});
        await().until(registration::isRegistered);
        Node first = row();
        assertThat(first.isLive(System.currentTimeMillis())).isTrue();
        assertThat(first.connections()).isEqualTo(7);
        await().atMost(TWO_TURNS).until(() -> row().version() > first.version());
        assertThat(row().leaseUntil()).isGreaterThan(first.leaseUntil());
    }

    @Test
    void start_shouldNotBeFoundBefore_whenThereIsSomethingToDoFirst() {
        List<Boolean> found = new CopyOnWriteArrayList<>();
        registration.start(workers, () -> found.add(registry.nodes.containsKey("node-1")));
        await().until(registration::isRegistered);
        assertThat(found).containsExactly(false);
    }

    @Test
    void start_shouldKeepTrying_whenTheRegistryIsOutOfOrder() {
        registry.broken = true;
        registration.start(workers, () -> {});
        assertThat(registration.isRegistered()).isFalse();
        registry.broken = false;
        await().atMost(TWO_TURNS).until(registration::isRegistered);
    }

    @Test
    void renew_shouldTellWhatWasMissedOnce() {
        registry.missed = Optional.of(new Missed(5, Set.of(Topic.video("42"))));
        registration.start(workers, () -> {});
        await().until(() -> told.size() == 1);
        registration.drain();
        assertThat(told).containsExactly(new Missed(5, Set.of(Topic.video("42"))));
        assertThat(row().draining()).isTrue();
    }

    @Test
    void coveredUntil_shouldStandStill_whenTheLeaseIsNotRenewed() {
        AtomicLong now = new AtomicLong(1_000_000);
        Registration lapsing =
                new Registration(registry, () -> Instant.ofEpochMilli(now.get()), self, () -> 7, told::add);
        assertThat(lapsing.coveredUntil()).isEqualTo(Long.MAX_VALUE);
        lapsing.renew();
        assertThat(lapsing.coveredUntil()).isEqualTo(Long.MAX_VALUE);
        registry.broken = true;
        now.addAndGet(Registration.LEASE.toMillis());
        lapsing.renew();
        long stands = lapsing.coveredUntil();
        assertThat(stands).isBetween(1_000_000L, now.get() - 1);
        now.addAndGet(60_000);
        assertThat(lapsing.coveredUntil()).isEqualTo(stands);
        registry.broken = false;
        lapsing.renew();
        assertThat(told)
                .singleElement()
                .satisfies(missed -> assertThat(missed.since()).isGreaterThanOrEqualTo(stands));
        assertThat(lapsing.coveredUntil()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void unknownFor_shouldEnd_whenEveryListOfAllNodesIsYoungerThanTheRow() {
        AtomicLong now = new AtomicLong(1_000_000);
        Registration fresh =
                new Registration(registry, () -> Instant.ofEpochMilli(now.get()), self, () -> 7, told::add);
        assertThat(fresh.unknownFor()).isEqualTo(NodeLookup.NODES_AGE);

        fresh.renew();
        now.addAndGet(1_000);
        assertThat(fresh.unknownFor()).isEqualTo(NodeLookup.NODES_AGE.minusSeconds(1));

        fresh.renew();
        now.addAndGet(NodeLookup.NODES_AGE.toMillis());
        assertThat(fresh.unknownFor()).isZero();
    }

    @Test
    void remove_shouldTakeTheRowOut() {
        registration.drain();
        registration.remove();
        assertThat(registry.nodes).isEmpty();
    }

    private Node row() {
        return Objects.requireNonNull(registry.nodes.get("node-1"));
    }
}

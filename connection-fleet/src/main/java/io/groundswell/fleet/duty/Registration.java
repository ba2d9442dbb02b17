package io.groundswell.fleet.duty;

import io.groundswell.registry.Missed;
import io.groundswell.registry.Node;
import io.groundswell.registry.NodeDirectory;
import io.groundswell.registry.NodeLookup;
import io.groundswell.registry.RegistryException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The node's row and its lease. A renewal that fails is tried again at the next turn: the node goes on serving, and is
 * found again once the registry is back. Where the lease had lapsed meanwhile, dispatchers may have passed the node over, so
 * it is told that it missed everything since. Its lock is held by whoever writes the row.
 */
public final class Registration {
    /** How long the row counts without a renewal. */
    public static final Duration LEASE = Duration.ofSeconds(10);

    private static final Logger LOG = LoggerFactory.getLogger(Registration.class);
    private static final Duration RENEWAL = Duration.ofSeconds(3);

    /** How much earlier than on this node's clock a lease may seem to end on a dispatcher's. */
    private static final Duration CLOCK_SKEW = Duration.ofSeconds(2);

    /** So long before its end a lease may have ended already for a dispatcher that has not read the newest row. */
    private static final Duration MARGIN = NodeLookup.NODES_AGE.plus(CLOCK_SKEW);

    private final NodeDirectory directory;
    private final InstantSource clock;
    private final Node self;
    private final IntSupplier connections;
    private final Consumer<Missed> missed;
    private final ReentrantLock lock = new ReentrantLock();
    private long version;
    /** Until when the last row that was surely written counts; 0 where none was. */
    private long leaseUntil;

    /** The lease that viewers' positions may rely on; {@link #leaseUntil}, once what a lapse has cost is owed. */
    private volatile long reliedOn;

    private boolean removed;
    /** When the row was written first, in milliseconds since 1970; 0 before. */
    private volatile long registeredAt;

    private final AtomicInteger leasesLost = new AtomicInteger();
    private volatile boolean draining;
    private volatile @Nullable Workers workers;

    /**
     * @param self the row, but for what changes: lease, connections, draining, version
     * @param missed is told what dispatchers could not deliver, or may not have tried to
     */
    public Registration(
            NodeDirectory directory, InstantSource clock, Node self, IntSupplier connections, Consumer<Missed> missed) {
        this.directory = directory;
        this.clock = clock;
        this.self = self;
        this.connections = connections;
        this.missed = missed;
        this.version = clock.millis();
    }

    /**
     * Writes the row, and again about every 3 s, with jitter.
     *
     * @param first what is done before the row is written; if it takes longer than 3 s the row is written meanwhile
     */
    public void start(Workers on, Runnable first) {
        workers = on;
        on.run(() -> {
            first.run();
            renew();
        });
        on.every(RENEWAL, this::renew);
    }

    /** Whether the row was ever written. */
    public boolean isRegistered() {
        return registeredAt != 0;
    }

    /** From the next renewal on, which is now, the node wants no new viewers. */
    public void drain() {
        draining = true;
        renew();
    }

    /** Takes the row out, for good. */
    public void remove() {
        lock.lock();
        try {
            removed = true;
            directory.remove(self.id());
        } catch (RegistryException e) {
            LOG.warn(
                    "registration: {} could not be removed, its lease ends within {} s",
                    self.id(),
                    LEASE.toSeconds(),
                    e);
        } finally {
            lock.unlock();
        }
    }

    void renew() {
        lock.lock();
        try {
            if (!removed) {
                write();
            }
        } catch (RegistryException e) {
            LOG.warn("registration: {} could not be renewed: {}", self.id(), e.toString());
        } finally {
            lock.unlock();
        }
    }

    private void write() {
        Node row = row();
        Optional<Missed> noted = directory.renew(row);
        long now = clock.millis();
        boolean passedOver = leaseUntil != 0 && now >= leaseUntil - MARGIN.toMillis();
        long lapsedAt = leaseUntil - CLOCK_SKEW.toMillis();
        leaseUntil = row.leaseUntil();
        if (registeredAt == 0) {
            registeredAt = now;
        }
        if (passedOver) {
            tellPassedOver(Math.min(lapsedAt, noted.map(Missed::since).orElse(lapsedAt)));
        } else {
            noted.ifPresent(missed);
        }
        reliedOn = leaseUntil;
    }

    /**
     * Until when everything that was dispatched has surely been sent to this node, as far as its lease tells, in milliseconds
     * since 1970: a viewer that leaves later must not claim to have seen more. {@link Long#MAX_VALUE} while the lease lives,
     * and before the first one, when no topic is announced yet.
     */
    public long coveredUntil() {
        long lease = reliedOn;
        boolean lives = lease == 0 || clock.millis() < lease - MARGIN.toMillis();
        return lives ? Long.MAX_VALUE : lease - MARGIN.toMillis();
    }

    /** How often the lease had lapsed, or nearly, when it was renewed. */
    public int leasesLost() {
        return leasesLost.get();
    }

    /** How much longer a dispatcher may have a list of all nodes that lacks this one; zero once it has been there for a while. */
    public Duration unknownFor() {
        long first = registeredAt;
        if (first == 0) {
            return NodeLookup.NODES_AGE;
        }
        long left = first + NodeLookup.NODES_AGE.toMillis() - clock.millis();
        return Duration.ofMillis(Math.max(0, left));
    }

    /** Told again when every dispatcher has seen the new lease: until then one may pass the node over. */
    private void tellPassedOver(long since) {
        leasesLost.incrementAndGet();
        LOG.warn("registration: {}'s lease had lapsed or nearly, its topics are read again", self.id());
        Missed everything = new Missed(since, Set.of());
        missed.accept(everything);
        Workers later = workers;
        if (later != null) {
            later.after(NodeLookup.NODES_AGE.plus(CLOCK_SKEW), () -> missed.accept(everything));
        }
    }

    private Node row() {
        version++;
        return new Node(
                self.id(),
                self.deliveries(),
                self.stream(),
                clock.millis() + LEASE.toMillis(),
                connections.getAsInt(),
                draining,
                version,
                self.revision());
    }
}

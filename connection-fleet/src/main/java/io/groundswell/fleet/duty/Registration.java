package io.groundswell.fleet.duty;

import io.groundswell.registry.Missed;
import io.groundswell.registry.Node;
import io.groundswell.registry.NodeDirectory;
import io.groundswell.registry.RegistryException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The node's row and its lease. A renewal that fails is tried again at the next turn: the node goes on serving, and is
 * found again once the registry is back. Owner: one worker at a time.
 */
public final class Registration {
    /** How long the row counts without a renewal. */
    public static final Duration LEASE = Duration.ofSeconds(10);

    private static final Logger LOG = LoggerFactory.getLogger(Registration.class);
    private static final Duration RENEWAL = Duration.ofSeconds(3);

    private final NodeDirectory directory;
    private final InstantSource clock;
    private final Node self;
    private final IntSupplier connections;
    private final Consumer<Missed> missed;
    private final AtomicLong version;
    private volatile boolean registered;
    private volatile boolean draining;

    /**
     * @param self the row, but for what changes: lease, connections, draining, version
     * @param missed is told what dispatchers could not deliver
     */
    public Registration(
            NodeDirectory directory, InstantSource clock, Node self, IntSupplier connections, Consumer<Missed> missed) {
        this.directory = directory;
        this.clock = clock;
        this.self = self;
        this.connections = connections;
        this.missed = missed;
        this.version = new AtomicLong(clock.millis());
    }

    public void start(Workers workers) {
        workers.run(this::renew);
        workers.every(RENEWAL, this::renew);
    }

    /** Whether the row was ever written. */
    public boolean isRegistered() {
        return registered;
    }

    /** From the next renewal on, which is now, the node wants no new viewers. */
    public void drain() {
        draining = true;
        renew();
    }

    /** Takes the row out. */
    public void remove() {
        try {
            directory.remove(self.id());
        } catch (RegistryException e) {
            LOG.warn(
                    "registration: {} could not be removed, its lease ends within {} s",
                    self.id(),
                    LEASE.toSeconds(),
                    e);
        }
    }

    private void renew() {
        try {
            Optional<Missed> noted = directory.renew(row());
            registered = true;
            noted.ifPresent(missed);
        } catch (RegistryException e) {
            LOG.warn("registration: {} could not be renewed: {}", self.id(), e.toString());
        }
    }

    private Node row() {
        return new Node(
                self.id(),
                self.deliveries(),
                self.stream(),
                clock.millis() + LEASE.toMillis(),
                connections.getAsInt(),
                draining,
                version.incrementAndGet());
    }
}

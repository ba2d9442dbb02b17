package io.groundswell.fleet.duty;

import io.groundswell.event.Topic;
import io.groundswell.registry.Missed;
import io.groundswell.registry.Node;
import io.groundswell.registry.NodeDirectory;
import io.groundswell.registry.RegistryException;
import io.groundswell.registry.Subscription;
import io.groundswell.registry.Subscriptions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** A registry in memory that can be out of order. */
final class FakeRegistry implements NodeDirectory, Subscriptions {
    final Map<String, Node> nodes = new ConcurrentHashMap<>();
    final Map<Topic, Subscription> rows = new ConcurrentHashMap<>();
    final List<Subscription> writes = new CopyOnWriteArrayList<>();
    final AtomicInteger writesTried = new AtomicInteger();
    volatile Optional<Missed> missed = Optional.empty();
    /** How often for a topic's rows. */
    final AtomicInteger asked = new AtomicInteger();

    volatile boolean broken;
    private volatile CountDownLatch gate = new CountDownLatch(0);
    private final AtomicInteger hanging = new AtomicInteger();

    @Override
    public Optional<Missed> renew(Node node) {
        check();
        nodes.put(node.id(), node);
        Optional<Missed> noted = missed;
        missed = Optional.empty();
        return noted;
    }

    @Override
    public List<Node> all() {
        check();
        return List.copyOf(nodes.values());
    }

    @Override
    public Optional<Node> find(String nodeId) {
        check();
        return Optional.ofNullable(nodes.get(nodeId));
    }

    @Override
    public boolean noteMissed(String nodeId, long since, Set<Topic> topics) {
        missed = Optional.of(new Missed(since, topics));
        return nodes.containsKey(nodeId);
    }

    @Override
    public void remove(String nodeId) {
        check();
        nodes.remove(nodeId);
    }

    @Override
    public void put(Subscription subscription) {
        writesTried.incrementAndGet();
        check();
        passGate();
        writes.add(subscription);
        rows.merge(subscription.topic(), subscription, (old, given) -> given.version() > old.version() ? given : old);
    }

    @Override
    public List<Subscription> of(Topic topic) {
        asked.incrementAndGet();
        check();
        return Optional.ofNullable(rows.get(topic)).stream().toList();
    }

    /** From now on a write of a subscription does not come back. */
    void hang() {
        gate = new CountDownLatch(1);
    }

    void goOn() {
        gate.countDown();
    }

    /** Writes that do not come back now. */
    int hanging() {
        return hanging.get();
    }

    private void passGate() {
        hanging.incrementAndGet();
        try {
            gate.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            hanging.decrementAndGet();
        }
    }

    private void check() {
        if (broken) {
            throw new RegistryException("registry: out of order", new IllegalStateException("by the test's wish"));
        }
    }
}

package io.groundswell.dispatch;

import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import com.github.benmanes.caffeine.cache.Ticker;
import io.groundswell.dispatch.Inbox.Poison;
import io.groundswell.dispatch.deliver.Delivery;
import io.groundswell.dispatch.deliver.DeliveryOutcome;
import io.groundswell.dispatch.deliver.DeliveryOutcome.Delivered;
import io.groundswell.dispatch.metrics.DispatchMetric;
import io.groundswell.dispatch.metrics.Throttles;
import io.groundswell.dispatch.region.OtherRegions;
import io.groundswell.event.Batch;
import io.groundswell.event.CountedState;
import io.groundswell.event.DurableEvent;
import io.groundswell.event.DurableEvents;
import io.groundswell.event.EventId;
import io.groundswell.event.MemberLike;
import io.groundswell.event.Topic;
import io.groundswell.event.TopicUpdate;
import io.groundswell.event.wire.BatchCodec;
import io.groundswell.registry.Audiences;
import io.groundswell.registry.Missed;
import io.groundswell.registry.Node;
import io.groundswell.registry.NodeDirectory;
import io.groundswell.registry.NodeLookup;
import io.groundswell.registry.RegistryException;
import io.groundswell.registry.Subscription;
import io.groundswell.registry.Subscriptions;
import io.groundswell.store.Counters;
import io.groundswell.store.Folds;
import io.groundswell.store.History;
import io.groundswell.store.Likers;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Predicate;

/** Everything around the dispatcher, in memory, failing when told. Its lock guards it: puts come from several threads. */
final class Fakes {
    static final long NOON = 1_770_000_000_000L;

    final AtomicLong millis = new AtomicLong(NOON);
    final Map<Topic, CountedState> counted = new HashMap<>();
    final Map<Topic, Map<EventId, DurableEvent>> kept = new HashMap<>();
    final Map<Topic, Map<String, MemberLike>> likers = new HashMap<>();
    final Map<Topic, List<String>> listening = new HashMap<>();
    final Map<String, Batch> received = new TreeMap<>();
    final Map<String, Missed> notes = new TreeMap<>();
    final List<Poison> aside = new ArrayList<>();
    final List<SQSMessage> hastened = new ArrayList<>();
    /** What each invocation measured. */
    final List<Map<DispatchMetric, double[]>> measured = new ArrayList<>();

    Folds folds = new NoFolds();
    Predicate<Topic> storeFails = topic -> false;
    Predicate<Topic> likersFail = topic -> false;
    /** Runs before any liker is kept, outside of the lock. */
    Runnable beforeLikers = () -> {};

    Predicate<Topic> lookupFails = topic -> false;
    Predicate<String> noteFails = nodeId -> false;
    /** How long it takes to keep an event. */
    long keepMillis;

    boolean deadLettersFail;
    Function<Node, DeliveryOutcome> answer = node -> new Delivered();
    OtherRegions regions = OtherRegions.NONE;

    DispatchHandler handler() {
        return new DispatchHandler(parts(() -> {}));
    }

    DispatchHandler.Parts parts(Runnable resources) {
        Ticker ticker = () -> now().toEpochMilli() * 1_000_000;
        NodeLookup lookup = new NodeLookup(new Directory(), new Listeners(), this::now, ticker);
        Audiences audiences = new Audiences(lookup, 1, ticker, new Random(42));
        Dispatch.Outlets outlets = new Dispatch.Outlets(
                new Delivery(this::post, this::now), new MissedNotes(new Directory()), batch -> regions.publish(batch));
        Dispatch dispatch = new Dispatch(
                new Recorder(new Counts(), new Events(), Optional.of(new Members())),
                new Router(audiences),
                outlets,
                this::now);
        DispatchHandler.Meters meters =
                new DispatchHandler.Meters(new Throttles(), invocation -> measured.add(invocation.all()));
        return new DispatchHandler.Parts(dispatch, new Queue(), records(), this::now, meters, resources);
    }

    /** Every invocation may fold. */
    private DispatchHandler.Records records() {
        MessageLife life = new MessageLife(Duration.ofDays(4), Duration.ofDays(14));
        Upkeep.Pace pace = new Upkeep.Pace(this::now, () -> now().toEpochMilli() * 1_000_000, () -> 0);
        return new DispatchHandler.Records(life, new Upkeep(folds, life, pace));
    }

    CountedState counted(Topic topic) {
        return counted.getOrDefault(topic, CountedState.EMPTY);
    }

    Map<EventId, DurableEvent> kept(Topic topic) {
        return kept.getOrDefault(topic, Map.of());
    }

    /** Everything that the node has been given. */
    Batch received(String nodeId) {
        return received.getOrDefault(nodeId, new Batch(Batch.Stages.NONE, Map.of()));
    }

    TopicUpdate received(String nodeId, Topic topic) {
        return received(nodeId).topics().getOrDefault(topic, TopicUpdate.EMPTY);
    }

    Instant now() {
        return Instant.ofEpochMilli(millis.get());
    }

    private synchronized CompletableFuture<DeliveryOutcome> post(Node node, ByteBuffer body) {
        DeliveryOutcome outcome = answer.apply(node);
        if (outcome instanceof Delivered) {
            received.merge(node.id(), decode(body), Batch::merge);
        }
        return CompletableFuture.completedFuture(outcome);
    }

    private final class Counts implements Counters {
        @Override
        public Set<Topic> raise(Map<Topic, CountedState> some) {
            synchronized (Fakes.this) {
                return keepEach(some, (topic, state) -> counted.merge(topic, state, CountedState::merge));
            }
        }

        @Override
        public CountedState read(Topic topic) {
            return counted(topic);
        }
    }

    private static final class NoFolds implements Folds {
        @Override
        public boolean claim(Topic topic, long now) {
            return false;
        }

        @Override
        public Folded fold(Topic topic, long before, long now) {
            throw new UnsupportedOperationException();
        }
    }

    private final class Members implements Likers {
        @Override
        public Set<Topic> note(Map<Topic, Map<String, MemberLike>> some) {
            beforeLikers.run();
            synchronized (Fakes.this) {
                Map<Topic, Map<String, MemberLike>> storable = new HashMap<>(some);
                storable.keySet().removeIf(likersFail);
                Set<Topic> failed = new HashSet<>(some.keySet());
                failed.removeAll(storable.keySet());
                storable.forEach((topic, members) ->
                        members.forEach((member, like) -> likers.computeIfAbsent(topic, ignored -> new TreeMap<>())
                                .merge(member, like, MemberLike::merge)));
                return failed;
            }
        }

        @Override
        public Optional<Liker> find(Topic topic, String member) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<Liker> list(Topic topic, Optional<String> after, int limit) {
            throw new UnsupportedOperationException();
        }
    }

    /** @return those that fail */
    private <T> Set<Topic> keepEach(Map<Topic, T> some, BiConsumer<Topic, T> keep) {
        Set<Topic> failed = new HashSet<>();
        some.forEach((topic, state) -> {
            if (storeFails.test(topic)) {
                failed.add(topic);
            } else {
                keep.accept(topic, state);
            }
        });
        return failed;
    }

    private final class Events implements History {
        @Override
        public Set<Topic> keep(Map<Topic, DurableEvents> some) {
            synchronized (Fakes.this) {
                return keepEach(
                        some,
                        (topic, events) -> events.all().forEach(event -> {
                            millis.addAndGet(keepMillis);
                            kept.computeIfAbsent(topic, ignored -> new TreeMap<>())
                                    .put(event.id(), event);
                        }));
            }
        }

        @Override
        public List<DurableEvent> newest(Topic topic, Optional<EventId> before, int limit) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<DurableEvent> since(Topic topic, long acceptedFrom, Optional<EventId> after, int limit) {
            throw new UnsupportedOperationException();
        }

        @Override
        public OptionalLong latestLate(Topic topic) {
            throw new UnsupportedOperationException();
        }

        @Override
        public long count(Topic topic) {
            throw new UnsupportedOperationException();
        }
    }

    private final class Directory implements NodeDirectory {
        @Override
        public Optional<Missed> renew(Node node) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<Node> all() {
            return listening.values().stream()
                    .flatMap(List::stream)
                    .distinct()
                    .map(Fakes::node)
                    .toList();
        }

        @Override
        public Optional<Node> find(String nodeId) {
            return Optional.empty();
        }

        @Override
        public boolean noteMissed(String nodeId, long since, Set<Topic> topics) {
            synchronized (Fakes.this) {
                failRegistryIf(noteFails.test(nodeId));
                notes.put(nodeId, new Missed(since, topics));
                return true;
            }
        }

        @Override
        public void remove(String nodeId) {
            throw new UnsupportedOperationException();
        }
    }

    private final class Listeners implements Subscriptions {
        @Override
        public void put(Subscription subscription) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<Subscription> of(Topic topic) {
            failRegistryIf(lookupFails.test(topic));
            return listening.getOrDefault(topic, List.of()).stream()
                    .map(nodeId -> new Subscription(topic, nodeId, 1, 1))
                    .toList();
        }
    }

    private final class Queue implements SourceQueue {
        @Override
        public boolean setAside(Poison poison) {
            return !deadLettersFail && aside.add(poison);
        }

        @Override
        public void hasten(Collection<SQSMessage> failed) {
            hastened.addAll(failed);
        }
    }

    private static Batch decode(ByteBuffer body) {
        byte[] bytes = new byte[body.remaining()];
        body.duplicate().get(bytes);
        return BatchCodec.decode(bytes);
    }

    static Node node(String id) {
        return new Node(id, URI.create("http://127.0.0.1:1/"), "127.0.0.1:1", Long.MAX_VALUE, 0, false, 1);
    }

    static SQSMessage message(String id, String body) {
        SQSMessage message = new SQSMessage();
        message.setMessageId(id);
        message.setBody(body);
        return message;
    }

    static SQSMessage message(String id, Topic topic, TopicUpdate update) {
        return message(id, BatchCodec.encodeToString(Batch.of(topic, update)));
    }

    private static void failRegistryIf(boolean fails) {
        if (fails) {
            throw new RegistryException("registry: broken (expected: by this test)", new IllegalStateException());
        }
    }
}

package io.groundswell.likes.accept;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundswell.event.Batch;
import io.groundswell.event.CountedState;
import io.groundswell.event.Interval;
import io.groundswell.event.IntervalId;
import io.groundswell.event.Topic;
import io.groundswell.event.TopicUpdate;
import io.groundswell.event.wire.BatchCodec;
import io.groundswell.likes.metrics.ApiMetrics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * However a queue behaves: a like answered 202 is counted exactly once by whoever merges what reached the queue, in any
 * order and any number of times; one that failed for certain is not counted; one of unknown outcome at most once, and
 * exactly if one of its attempts reached the queue. Packets hold many topics, calls hold many packets and are taken in part.
 * Every like has an actor of its own, so likes can be told apart.
 */
class OutboxExactCountSuite {
    private static final List<String> REACTIONS = List.of("like", "love", "wow");
    private static final int LIKES = 600;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void merged_shouldBeExactlyWhatWasAnswered(long seed) {
        Run run = new Run(new Random(seed));
        run.publish();

        assertThat(run.fates).hasSize(LIKES);
        assertThat(Set.copyOf(run.fates.values())).hasSizeGreaterThanOrEqualTo(3);
        assertThat(run.sharedPackets).as("packets of several topics").isPositive();
        assertThat(run.partialCalls).as("calls that were taken in part").isPositive();
        for (Topic topic : run.topics) {
            run.check(topic);
        }
    }

    /** One history. Owned by the test's thread. */
    private static final class Run implements MessageQueue {
        private final Random random;
        private final VirtualLoop loop = new VirtualLoop();
        private final List<Topic> topics =
                IntStream.range(0, 12).mapToObj(i -> Topic.video("video-" + i)).toList();
        private final Map<String, Like> likes = new HashMap<>();
        private final Map<String, Topic> topicOf = new HashMap<>();
        private final Map<String, Class<?>> fates = new HashMap<>();
        private final List<Batch> reached = new ArrayList<>();
        private final Set<Topic> inFlight = new HashSet<>();
        private final Map<Topic, Long> lastStart = new HashMap<>();
        private final Map<Topic, String> lastBody = new HashMap<>();
        private int sharedPackets;
        private int partialCalls;

        Run(Random random) {
            this.random = random;
        }

        void publish() {
            Outbox outbox = Outbox.over(
                    List.of(loop),
                    this,
                    new OutboxConfig(
                            2,
                            new RetryPolicy(3, Duration.ofMillis(20)),
                            new PackingConfig(16_384, 1 + random.nextInt(2), true, true),
                            new RequestLimits(160, 1_000_000, 10, 1),
                            new TopicLimits(10, Duration.ofSeconds(1), Duration.ofSeconds(2))),
                    new ReplicaIds("eu-west-1", "boot", () -> Instant.EPOCH),
                    new Outbox.Instruments(random, new ApiMetrics(new SimpleMeterRegistry())));
            for (int i = 0; i < LIKES; i++) {
                publish(outbox, "actor-" + i);
                loop.runFor(pause());
            }
            loop.runFor(Duration.ofSeconds(30));
        }

        /** Mostly bursts; now and then long enough for a topic to be forgotten. */
        private Duration pause() {
            int kind = random.nextInt(100);
            if (kind < 60) {
                return Duration.ofNanos(random.nextInt(1_000_000));
            }
            return kind < 99 ? Duration.ofMillis(random.nextInt(40)) : Duration.ofSeconds(3);
        }

        private void publish(Outbox outbox, String actor) {
            Topic topic = topics.get(random.nextInt(topics.size()));
            String reaction = REACTIONS.get(random.nextInt(REACTIONS.size()));
            Like like = new Like(reaction, actor, loop.nanos() / 1_000_000);
            likes.put(actor, like);
            topicOf.put(actor, topic);
            outbox.like(topic, like, acceptance -> {
                assertThat(fates.put(actor, acceptance.getClass())).isNull();
                if (acceptance instanceof Acceptance.Accepted) {
                    assertThat(actorsThatReached(topic)).contains(actor);
                }
            });
        }

        @Override
        public void send(List<Message> messages, Consumer<List<SendOutcome>> outcomes) {
            assertThat(messages).hasSizeBetween(1, MOST_MESSAGES);
            for (Message message : messages) {
                Set<Topic> within = BatchCodec.decode(message.body()).topics().keySet();
                sharedPackets += within.size() > 1 ? 1 : 0;
                for (Topic topic : within) {
                    assertThat(inFlight.add(topic)).as("one packet in flight").isTrue();
                    checkSpacing(topic, message.body());
                }
            }
            loop.schedule(() -> outcomes.accept(end(messages)), Duration.ofNanos(random.nextInt(8_000_000)));
        }

        @Override
        public void close() {}

        private void checkSpacing(Topic topic, String body) {
            Long before = lastStart.put(topic, loop.nanos());
            boolean another = !body.equals(lastBody.put(topic, body));
            if (before != null && another) {
                assertThat(loop.nanos() - before)
                        .isGreaterThanOrEqualTo(Duration.ofMillis(4).toNanos());
            }
        }

        /** Of the whole call, or of each message for itself. */
        private List<SendOutcome> end(List<Message> messages) {
            boolean together = random.nextInt(100) < 40;
            int fate = random.nextInt(100);
            List<SendOutcome> outcomes = messages.stream()
                    .map(message -> end(message, together ? fate : random.nextInt(100), together))
                    .toList();
            partialCalls += Set.copyOf(outcomes).size() > 1 ? 1 : 0;
            return outcomes;
        }

        private SendOutcome end(Message message, int fate, boolean wholeCall) {
            Batch batch = BatchCodec.decode(message.body());
            inFlight.removeAll(batch.topics().keySet());
            if (fate < 50 || fate >= 85) {
                reached.add(batch);
            }
            if (fate < 50) {
                return new SendOutcome.Accepted();
            }
            return fate < 70
                    ? new SendOutcome.Refused(wholeCall ? reason(fate) : SendOutcome.Reason.LEFT_OUT, "test")
                    : new SendOutcome.Unknown("test");
        }

        private static SendOutcome.Reason reason(int fate) {
            return fate % 2 == 0 ? SendOutcome.Reason.OVERLOADED : SendOutcome.Reason.UNAVAILABLE;
        }

        void check(Topic topic) {
            TopicUpdate merged = mergedWithRepeats(topic);
            Set<String> counted = actorsThatReached(topic);
            assertThat(counted).containsAll(actors(topic, Acceptance.Accepted.class));
            assertThat(actors(topic, Acceptance.QueueUnavailable.class)).noneMatch(counted::contains);
            assertThat(actors(topic, Acceptance.Overloaded.class)).noneMatch(counted::contains);
            assertThat(merged.intervals().values().stream()
                            .mapToInt(each -> each.likers().size())
                            .sum())
                    .as("no actor in two intervals")
                    .isEqualTo(counted.size());
            assertThat(merged.counted().totals()).isEqualTo(totals(counted));
        }

        private TopicUpdate mergedWithRepeats(Topic topic) {
            List<Batch> delivered = new ArrayList<>(reached);
            reached.stream().filter(ignored -> random.nextBoolean()).forEach(delivered::add);
            Collections.shuffle(delivered, random);
            TopicUpdate merged = delivered.stream()
                    .map(batch -> batch.topics().getOrDefault(topic, TopicUpdate.EMPTY))
                    .reduce(TopicUpdate.EMPTY, TopicUpdate::merge);
            CountedState counted = merged.counted();
            assertThat(counted.merge(counted)).isEqualTo(counted);
            return merged;
        }

        private Set<String> actorsThatReached(Topic topic) {
            Map<IntervalId, Interval> intervals = new HashMap<>();
            for (Batch batch : reached) {
                intervals.putAll(
                        batch.topics().getOrDefault(topic, TopicUpdate.EMPTY).intervals());
            }
            return intervals.values().stream()
                    .flatMap(interval -> interval.likers().keySet().stream())
                    .collect(Collectors.toSet());
        }

        private Set<String> actors(Topic topic, Class<?> fate) {
            return fates.entrySet().stream()
                    .filter(each -> each.getValue() == fate && topic.equals(topicOf.get(each.getKey())))
                    .map(Map.Entry::getKey)
                    .collect(Collectors.toSet());
        }

        private Map<String, Long> totals(Set<String> actors) {
            return actors.stream()
                    .map(actor -> Objects.requireNonNull(likes.get(actor)))
                    .collect(Collectors.groupingBy(Like::reaction, Collectors.counting()));
        }
    }
}

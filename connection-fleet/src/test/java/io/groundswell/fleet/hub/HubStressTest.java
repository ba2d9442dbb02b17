package io.groundswell.fleet.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.groundswell.event.Batch;
import io.groundswell.event.Topic;
import io.groundswell.event.TopicUpdate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Semaphore;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Publishes from several threads into logs that let go of their segments all the time, to viewers of several topics that
 * come, go, stall and come back. Every frame carries its topic, its number there and a text that follows from both: a torn
 * frame, one of another topic, one twice, one out of order and one that is missing all show.
 */
class HubStressTest {
    private static final int TOPICS = 6;
    private static final int COMMENTS = 4_000;
    private static final int ROUNDS = Boolean.getBoolean("soak") ? 20 : 1;
    private static final int MOST_UNDER_WAY = 64;
    private static final FrameLog.Retention NEXT_TO_NOTHING = new FrameLog.Retention(1, 60_000);
    private static final FrameLog.Retention PLENTY = new FrameLog.Retention(1L << 30, 600_000);

    private final List<Topic> topics =
            IntStream.range(0, TOPICS).mapToObj(i -> Topic.video("t" + i)).toList();
    private final List<Reader> readers = new ArrayList<>();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void deliver_shouldBringEveryCommentInOrder_whenViewersStallAndTheReplayLogCovers(long seed) throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            hammer(1_000 * seed + round, PLENTY);
            for (Reader reader : readers) {
                assertThat(reader.client.of("end")).isEmpty();
                reader.check();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {4, 5, 6})
    void deliver_shouldBringNothingTornOrMisdirected_whenNothingCoversWhoStalls(long seed) throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            hammer(1_000 * seed + round, NEXT_TO_NOTHING);
            readers.forEach(Reader::check);
        }
    }

    private void hammer(long seed, FrameLog.Retention replay) throws Exception {
        HubConfig config =
                new HubConfig(NEXT_TO_NOTHING, replay, Duration.ofSeconds(15), 1 << 26, 1 << 30, Duration.ofMinutes(1));
        Random random = new Random(seed);
        readers.clear();
        try (HubFixture fixture = new HubFixture(config)) {
            for (int i = 0; i < 12; i++) {
                readers.add(open(fixture, random));
            }
            List<Thread> publishers = topics.stream()
                    .map(topic -> Thread.ofVirtual().start(() -> publish(fixture.hub, topic)))
                    .toList();
            while (publishers.stream().anyMatch(Thread::isAlive)) {
                disturb(fixture, random);
            }
            for (Reader reader : readers) {
                reader.takesMore(true);
            }
            for (Reader reader : readers) {
                await().atMost(Duration.ofSeconds(30)).until(reader::isDone);
            }
        }
    }

    /** One viewer stalls, goes on, or leaves while another comes. */
    private void disturb(HubFixture fixture, Random random) throws Exception {
        Reader reader = readers.get(random.nextInt(readers.size()));
        switch (random.nextInt(8)) {
            case 0 -> reader.takesMore(false);
            case 1 -> open(fixture, random).client.channel().close().sync();
            default -> reader.takesMore(true);
        }
    }

    private Reader open(HubFixture fixture, Random random) throws Exception {
        List<Topic> chosen =
                topics.stream().filter(topic -> random.nextInt(2) == 0).toList();
        List<Topic> followed = chosen.isEmpty() ? List.of(topics.getFirst()) : chosen;
        return new Reader(fixture.client(Optional.empty(), followed.toArray(Topic[]::new)), followed);
    }

    private static void publish(Hub hub, Topic topic) {
        Semaphore underWay = new Semaphore(MOST_UNDER_WAY);
        for (int i = 0; i < COMMENTS; i++) {
            underWay.acquireUninterruptibly();
            TopicUpdate comment = Likes.comments(Likes.comment(text(topic, i)));
            boolean taken = hub.deliver(Batch.of(topic, comment), 100, underWay::release);
            if (i % 16 == 0) {
                taken &= hub.deliver(Batch.of(topic, Likes.packet(i, i, "ada")), 100, () -> {});
            }
            if (!taken) {
                throw new IllegalStateException("deliver: refused (expected: taken)");
            }
        }
        underWay.acquireUninterruptibly(MOST_UNDER_WAY);
    }

    private static String text(Topic topic, int number) {
        return topic + "#" + number + "#"
                + Integer.toHexString(31 * topic.hashCode() + number).repeat(1 + number % 40);
    }

    /** A client, and what it must have read. */
    private record Reader(HubFixture.Client client, List<Topic> followed) {
        void takesMore(boolean more) throws Exception {
            client.takesMore(more);
        }

        boolean isEnded() {
            return !client.of("end").isEmpty();
        }

        boolean isDone() {
            return isEnded() || followed.stream().allMatch(this::hasAll);
        }

        private boolean hasAll(Topic topic) {
            String last = text(topic, COMMENTS - 1);
            return client.lines.reversed().stream().anyMatch(line -> line.contains(last));
        }

        void check() {
            long sequence = -1;
            Map<String, Integer> next = new HashMap<>();
            for (String line : client.of("durable")) {
                String[] fields = line.split("\\|", -1);
                if (!fields[0].equals("-")) {
                    assertThat(Long.parseLong(fields[0])).as(line).isGreaterThan(sequence);
                    sequence = Long.parseLong(fields[0]);
                }
                Topic topic = Topic.parse(fields[2]);
                assertThat(followed).contains(topic);
                int number = Integer.parseInt(fields[3].split("#", -1)[1]);
                assertThat(fields[3]).isEqualTo("{\"text\":\"" + text(topic, number) + "\"}");
                Integer expected = next.put(fields[2], number + 1);
                if (expected != null) {
                    assertThat(number).as(line).isEqualTo(expected);
                }
            }
        }
    }
}

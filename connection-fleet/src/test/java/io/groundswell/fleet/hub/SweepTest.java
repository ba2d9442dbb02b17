package io.groundswell.fleet.hub;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundswell.event.Topic;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** On a loop and by a clock that the test moves; during a run the clock stands still, unless writes take time. */
class SweepTest {
    private static final HubConfig CONFIG =
            HubConfig.of(1 << 20, Duration.ofMinutes(1), Duration.ofSeconds(15), 1 << 20, Duration.ofMinutes(1));
    private static final Topic OTHER = Topic.video("other");
    /** So many frames the hub has published, none of them of the topics here, which have fewer. */
    private static final int PUBLISHED = 200;
    /** A write's processor time in nanoseconds; {@link Pace} takes as much for usual, so there is nothing to learn. */
    private static final long COST = 5_000;

    private static final long MILLI = 1_000_000;

    private final HubFixture fixture = new HubFixture(CONFIG);
    private final Topics topics = new Topics(CONFIG, 1);
    private final List<Cursor> cursors = new ArrayList<>();
    /** Of every flush, whose news it was. */
    private final StringBuilder flushed = new StringBuilder();

    private final EmbeddedChannel channel = new EmbeddedChannel(new Wire(), new ChannelInboundHandlerAdapter());
    private final Sweep sweep;
    private long frames;
    private long processorTime;
    private long now = 1_000 * MILLI;
    /** How long a write takes by the clock, in nanoseconds. */
    private long writing;

    private long sequence;

    SweepTest() throws Exception {
        channel.freezeTime();
        LoopHub hub = new LoopHub(fixture.hub, channel.eventLoop(), 0, new HubFixture.NoObserver(), () -> now);
        sweep = new Sweep(channel.eventLoop(), hub, () -> now, () -> processorTime);
        fixture.client(Optional.empty(), OTHER);
        for (int i = 0; i < PUBLISHED; i++) {
            fixture.deliver(OTHER, Likes.comments(Likes.comment("c")));
        }
    }

    @AfterEach
    void close() {
        channel.finishAndReleaseAll();
        topics.close();
        fixture.close();
    }

    @Test
    void start_shouldBringEveryViewerTheNewsAtOnce_whenTheTopicWasQuiet() {
        LoopTopic quiet = topic("a", 1_000);
        for (int i = 1; i <= 3; i++) {
            news(quiet);
            assertThat(flushed.length()).isEqualTo(1_000 * i);
            assertThat(channel.runScheduledPendingTasks()).isEqualTo(-1);
            pass(1_000 * MILLI);
        }
    }

    @Test
    void run_shouldGiveTheLoopBackAfterAMillisecond_whenWritesTakeTime() {
        writing = COST;
        LoopTopic quiet = topic("a", 1_000);
        news(quiet);
        assertThat(flushed.length()).isBetween(200, 231);
        for (int run = 2; run <= 5; run++) {
            int before = flushed.length();
            pass(1);
            assertThat(flushed.length() - before).isBetween(1, 231);
        }
        assertThat(flushed.length()).isEqualTo(1_000);
    }

    @Test
    void run_shouldServeTopicsInTurnsOfAFewViewers_whenTwoHaveNews() {
        writing = COST;
        LoopTopic first = topic("a", 1_000);
        LoopTopic second = topic("b", 1_000);
        news(first);
        int alone = flushed.length();
        news(second);
        assertThat(flushed.length()).isEqualTo(alone);
        for (int run = 0; run < 20; run++) {
            pass(1);
        }
        assertThat(flushed.length()).isEqualTo(2_000);
        int turns = (1_000 - alone) / 32;
        for (int turn = 0; turn < turns; turn++) {
            int from = alone + 64 * turn;
            assertThat(count('a', from, from + 64)).as("turn %d", turn).isEqualTo(32);
        }
    }

    @Test
    void run_shouldSpreadTheViewersOverTheRevolution_whenTheTopicIsBusy() {
        LoopTopic busy = topic("a", 5_000);
        news(busy);
        pass(10 * MILLI);
        int before = flushed.length();
        news(busy);
        for (int millis = 1; millis <= 98; millis++) {
            pass(MILLI);
            if (millis % 10 == 0) {
                news(busy);
            }
            int expected = 5_000 * millis / 98;
            assertThat(flushed.length() - before).isBetween(expected - 60, expected + 60);
        }
        assertThat(flushed.length() - before).isEqualTo(5_000);
    }

    @Test
    void run_shouldBringAQuietTopicsNewsAtOnce_whenAnotherIsBusy() {
        LoopTopic busy = topic("a", 5_000);
        LoopTopic quiet = topic("b", 1_000);
        news(busy);
        pass(10 * MILLI);
        news(busy);
        pass(MILLI);
        news(quiet);
        int before = flushed.length();
        pass(MILLI);
        assertThat(count('b', before, flushed.length())).isEqualTo(1_000);
        assertThat(count('a', before, flushed.length())).isBetween(40L, 60L);
    }

    /** 21 rounds of news; whoever is visited after the last of them has nothing to get in the last revolution. */
    @Test
    void run_shouldFlushOnceAViewerAndRevolution_whenNewsComeFaster() {
        LoopTopic busy = topic("a", 1_000);
        news(busy);
        pass(MILLI);
        news(busy);
        for (int millis = 1; millis < 20; millis++) {
            pass(MILLI);
            news(busy);
        }
        pass(MILLI);
        assertThat(flushed.length()).isEqualTo(2_000);
        for (int millis = 1; millis <= 20; millis++) {
            pass(MILLI);
        }
        assertThat(flushed.length()).isBetween(2_900, 3_000);
        assertThat(frames).isEqualTo(21 * 1_000);
        assertThat(channel.runScheduledPendingTasks()).isEqualTo(-1);
    }

    @Test
    void remove_shouldPassNobodyOver_whenViewersLeaveDuringARevolution() {
        LoopTopic busy = topic("a", 1_000);
        news(busy);
        pass(MILLI);
        news(busy);
        for (int millis = 1; millis <= 10; millis++) {
            pass(MILLI);
        }
        assertThat(flushed.length()).isLessThan(1_600);
        List<Cursor> staying = new ArrayList<>(cursors);
        for (int i = 0; i < cursors.size(); i += 10) {
            busy.remove(cursors.get(i));
            staying.remove(cursors.get(i));
        }
        for (int millis = 1; millis <= 10; millis++) {
            pass(MILLI);
        }
        assertThat(staying).hasSize(900).allMatch(cursor -> cursor.isDone(PUBLISHED));
    }

    private LoopTopic topic(String id, int viewers) {
        TopicLog log = topics.open(Topic.video(id), new Position("epoch", 0, 0));
        LoopTopic topic = new LoopTopic(log);
        for (int i = 0; i < viewers; i++) {
            Viewer viewer = new Viewer(channel.pipeline().lastContext(), "c", new TextFrames(), Term.NONE);
            Cursor cursor = new Cursor(topic, viewer, log.snapshot());
            viewer.follow(List.of(cursor));
            topic.add(cursor);
            cursors.add(cursor);
        }
        return topic;
    }

    /** A round with one frame of one byte, which is the topic's id. */
    private void news(LoopTopic topic) {
        TopicLog log = topic.log;
        Frame frame = Frame.Likes.state(log.topic, Map.of());
        ByteBuf encoded = Unpooled.copiedBuffer(log.topic.id(), StandardCharsets.US_ASCII);
        sequence++;
        log.news().add(frame);
        log.append(frame, encoded, sequence, 0);
        log.refresh(new Position("epoch", sequence, 0));
        log.news().clear();
        encoded.release();
        if (topic.wake()) {
            sweep.start(topic);
        }
    }

    private void pass(long nanos) {
        now += nanos;
        channel.advanceTimeBy(nanos, TimeUnit.NANOSECONDS);
        channel.runScheduledPendingTasks();
    }

    private long count(char id, int from, int to) {
        return flushed.substring(from, to).chars().filter(each -> each == id).count();
    }

    /** Takes everything at once. */
    private final class Wire extends ChannelOutboundHandlerAdapter {
        private char newest;

        @Override
        public void write(ChannelHandlerContext ctx, Object msg, ChannelPromise promise) {
            ByteBuf slice = (ByteBuf) msg;
            newest = (char) slice.getByte(slice.readerIndex());
            frames += slice.readableBytes();
            slice.release();
        }

        @Override
        public void flush(ChannelHandlerContext ctx) {
            flushed.append(newest);
            processorTime += COST;
            now += writing;
        }
    }
}

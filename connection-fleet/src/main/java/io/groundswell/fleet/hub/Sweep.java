package io.groundswell.fleet.hub;

import io.netty.channel.EventLoop;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Rolls through the viewers of every topic of one event loop that has news: a few viewers of each topic in turn, so that no
 * topic waits for another, and a little at a time, so that the loop has time for everything else. Owner: the event loop.
 */
final class Sweep implements Runnable {
    private static final int VIEWERS_AT_A_TIME = 32;
    private static final long LONGEST_TURN = 1_000_000;
    private static final long SHORTEST_PAUSE = 1_000_000;

    private final EventLoop loop;
    private final LoopHub hub;
    private final LongSupplier nanoTime;
    private final LongSupplier cpuTime;
    private final Pace pace = new Pace();
    private final List<LoopTopic> rolling = new ArrayList<>();
    private int first;
    private int viewers;
    private int writes;
    private boolean scheduled;

    /** @param cpuTime what the loop's thread has had of a processor, in nanoseconds */
    Sweep(EventLoop loop, LoopHub hub, LongSupplier nanoTime, LongSupplier cpuTime) {
        this.loop = loop;
        this.hub = hub;
        this.nanoTime = nanoTime;
        this.cpuTime = cpuTime;
    }

    /** Takes in a topic that has news. */
    void start(LoopTopic topic) {
        assert loop.inEventLoop();
        long now = nanoTime.getAsLong();
        rolling.add(topic);
        viewers += topic.size();
        topic.begin(hub.published(), now, pace.revolution(viewers));
        if (!scheduled) {
            scheduled = true;
            run();
        }
    }

    @Override
    public void run() {
        long now = nanoTime.getAsLong();
        long until = now + LONGEST_TURN;
        boolean behind = true;
        writes = 0;
        long begun = cpuTime.getAsLong();
        while (behind && now < until) {
            behind = round(now);
            now = nanoTime.getAsLong();
        }
        pace.measured(cpuTime.getAsLong() - begun, writes);
        scheduled = !rolling.isEmpty();
        if (behind) {
            // Not executed but scheduled: a task that queues itself again is run before the loop looks at its sockets.
            var _ = loop.schedule(this, 1, TimeUnit.NANOSECONDS);
        } else if (scheduled) {
            long pause = Math.max(SHORTEST_PAUSE, untilDue(now));
            var _ = loop.schedule(this, pause, TimeUnit.NANOSECONDS);
        }
    }

    /** Visits a few viewers of each topic. Returns whether more are due already. */
    private boolean round(long now) {
        boolean behind = false;
        int topics = rolling.size();
        for (int i = 0; i < topics; i++) {
            LoopTopic topic = rolling.get((first + i) % topics);
            int due = topic.due(now);
            visit(topic, Math.min(due, VIEWERS_AT_A_TIME));
            behind |= due > VIEWERS_AT_A_TIME;
        }
        first = topics == 0 ? 0 : (first + 1) % topics;
        endRevolutions(now);
        return behind;
    }

    private void visit(LoopTopic topic, int count) {
        if (count <= 0) {
            return;
        }
        long published = hub.published();
        for (int i = 0; i < count && !topic.isRound(); i++) {
            Cursor cursor = topic.visitNext();
            if (cursor != null && hub.visit(cursor.viewer, published)) {
                writes++;
            }
        }
    }

    private void endRevolutions(long now) {
        viewers = 0;
        for (LoopTopic topic : rolling) {
            viewers += topic.size();
        }
        for (int i = rolling.size() - 1; i >= 0; i--) {
            LoopTopic topic = rolling.get(i);
            if (topic.isRound()) {
                if (topic.hasNews() || !topic.sleep()) {
                    topic.begin(hub.published(), now, pace.revolution(viewers));
                } else {
                    rolling.remove(i);
                    viewers -= topic.size();
                    hub.settled(topic);
                }
            }
        }
    }

    private long untilDue(long now) {
        long least = Long.MAX_VALUE;
        for (LoopTopic topic : rolling) {
            least = Math.min(least, topic.untilDue(now));
        }
        return least;
    }
}

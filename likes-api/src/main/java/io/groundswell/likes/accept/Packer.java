package io.groundswell.likes.accept;

import io.groundswell.likes.metrics.ApiMetric;
import io.groundswell.likes.metrics.ApiMetrics;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.random.RandomGenerator;

/**
 * Packs what the topics of a loop have to send into few messages and few calls. What is offered in one turn of the loop goes
 * together behind it; only so many calls are under way, and what they leave behind is packed the more densely. Owned by one
 * loop.
 */
final class Packer {
    private final Loop loop;
    private final MessageQueue queue;
    private final PackingConfig config;
    private final RetryPolicy retries;
    private final RandomGenerator random;
    private final ApiMetrics metrics;
    private final Queue<Source> due = new ArrayDeque<>();
    private final Queue<Packet> again = new ArrayDeque<>();
    private int calls;
    private boolean turning;

    Packer(Loop loop, MessageQueue queue, OutboxConfig config, Outbox.Instruments instruments) {
        this.loop = loop;
        this.queue = queue;
        this.config = config.packing();
        this.retries = config.retries();
        this.random = instruments.random();
        this.metrics = instruments.metrics();
    }

    /** The source has something to send, and is not offered again before it was asked for it. */
    void offer(Source source) {
        assert loop.isCurrent();
        due.add(source);
        turnSoon();
    }

    private void turnSoon() {
        if (!turning && calls < config.calls()) {
            turning = true;
            loop.execute(this::turn);
        }
    }

    private void turn() {
        turning = false;
        while (calls < config.calls() && !(due.isEmpty() && again.isEmpty())) {
            send(nextCall());
        }
    }

    private List<Packet> nextCall() {
        CallDraft draft = new CallDraft(config);
        while (!again.isEmpty() && draft.add(again.element())) {
            again.remove();
        }
        while (!due.isEmpty() && draft.add(due.element())) {
            due.remove();
        }
        return draft.close();
    }

    private void send(List<Packet> packets) {
        calls++;
        long begun = loop.nanos();
        List<Message> messages = new ArrayList<>(packets.size());
        for (Packet packet : packets) {
            packet.attempting();
            messages.add(packet.message());
        }
        queue.send(messages, outcomes -> loop.execute(() -> ended(packets, outcomes, loop.nanos() - begun)));
    }

    private void ended(List<Packet> packets, List<SendOutcome> outcomes, long nanos) {
        calls--;
        metrics.time(ApiMetric.QUEUE_SEND, nanos);
        if (!(due.isEmpty() && again.isEmpty())) {
            turnSoon();
        }
        for (int i = 0; i < packets.size(); i++) {
            ended(packets.get(i), outcomes.get(i));
        }
    }

    private void ended(Packet packet, SendOutcome outcome) {
        metrics.count(metricOf(outcome));
        packet.fate(outcome, retries.attempts()).ifPresentOrElse(packet::settled, () -> repeat(packet));
    }

    private void repeat(Packet packet) {
        loop.schedule(
                () -> {
                    again.add(packet);
                    turnSoon();
                },
                retries.delayAfter(packet.attempts(), random));
    }

    private static ApiMetric metricOf(SendOutcome outcome) {
        return switch (outcome) {
            case SendOutcome.Accepted ignored -> ApiMetric.ATTEMPTS_ACCEPTED;
            case SendOutcome.Refused ignored -> ApiMetric.ATTEMPTS_REFUSED;
            case SendOutcome.Unknown ignored -> ApiMetric.ATTEMPTS_UNKNOWN;
        };
    }
}

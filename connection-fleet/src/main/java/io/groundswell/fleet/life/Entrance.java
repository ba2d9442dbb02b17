package io.groundswell.fleet.life;

import io.groundswell.fleet.hub.EndReason;
import io.groundswell.fleet.hub.Ending;
import io.groundswell.fleet.hub.Retries;
import io.groundswell.fleet.hub.Term;
import io.groundswell.fleet.stream.Doorkeeper;
import io.groundswell.fleet.stream.StreamRefusal;
import io.groundswell.http.ClientAddress;
import io.groundswell.http.Exchange;
import io.groundswell.http.Problem;
import io.groundswell.http.ProblemException;
import io.groundswell.http.ProblemType;
import io.netty.channel.Channel;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Lets streams in while the node does not drain and its limits are not reached. Whoever is turned away is told when to come
 * back, and why: an {@code EventSource} by an event, others by 503. Any event loop.
 */
public final class Entrance implements Doorkeeper {
    private final Admission admission;
    private final ClientAddress addresses;
    private final Lifetimes lifetimes;
    private final Retries retries;
    private final StreamRefusal refusal;
    private final Consumer<Ending> refused;
    private volatile boolean closed;

    /**
     * @param refusal tells an {@code EventSource}, and counts that itself
     * @param refused counts the others
     */
    public Entrance(
            Rules rules, Lifetimes lifetimes, Retries retries, StreamRefusal refusal, Consumer<Ending> refused) {
        this.admission = new Admission(rules.limits());
        this.addresses = rules.addresses();
        this.lifetimes = lifetimes;
        this.retries = retries;
        this.refusal = refusal;
        this.refused = refused;
    }

    /** Who may come in. */
    public record Rules(Admission.Limits limits, ClientAddress addresses) {}

    @Override
    public Optional<Channel> letIn(Exchange exchange) {
        if (closed) {
            turnAway(exchange, EndReason.NODE_STOPPING);
            return Optional.empty();
        }
        return switch (admission.admit(addresses.of(exchange))) {
            case Admission.Place place -> Optional.of(takeOver(exchange, place));
            case Admission.Refused(EndReason reason) -> {
                turnAway(exchange, reason);
                yield Optional.empty();
            }
        };
    }

    private static Channel takeOver(Exchange exchange, Admission.Place place) {
        Channel channel;
        try {
            channel = exchange.takeOver();
        } catch (RuntimeException e) {
            place.giveBack();
            throw e;
        }
        var _ = channel.closeFuture().addListener(place);
        return channel;
    }

    private void turnAway(Exchange exchange, EndReason reason) {
        Ending ending = retries.ending(reason);
        if (StreamRefusal.suits(exchange)) {
            refusal.answer(exchange, ending);
            return;
        }
        refused.accept(ending);
        ProblemType type = reason == EndReason.NODE_STOPPING ? ProblemType.NOT_READY : ProblemType.OVERLOADED;
        long seconds = TimeUnit.MILLISECONDS.toSeconds(ending.retryMillis()) + 1;
        Problem problem = type.with(reason.code() + ": " + reason.text());
        throw new ProblemException(problem.withHeader("Retry-After", Long.toString(seconds)));
    }

    @Override
    public Term term() {
        return lifetimes.next();
    }

    /** Nobody is let in any more. */
    public void close() {
        closed = true;
    }

    /** Streams that are let in now. */
    public int streams() {
        return admission.streams();
    }
}

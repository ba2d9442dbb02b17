package io.groundswell.fleet.resume;

import io.groundswell.event.DurableEvent;
import io.groundswell.event.EventId;
import io.groundswell.event.Topic;
import io.groundswell.store.History;
import io.groundswell.store.StoreException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Asks the history what was dispatched since a time. It is sorted by acceptance, so the reading begins {@link History#LATE}
 * earlier; what came later still is known to exist, no more. Blocks; any thread may use it.
 */
public final class DispatchedEvents {
    private static final int PAGE = 1_000;
    private static final int MOST_READ = 50_000;
    private static final int MOST_FOUND = 10_000;

    private final History history;
    private final InstantSource clock;
    private final Duration patience;

    /**
     * What was found.
     *
     * @param events in the order of their acceptance
     * @param latestLate when an event was dispatched last, since the time asked for, that is not among them since it came too
     *     late; in milliseconds since 1970
     */
    public record Found(List<DurableEvent> events, OptionalLong latestLate) {}

    /** @param patience after this long no further page is read */
    public DispatchedEvents(History history, InstantSource clock, Duration patience) {
        this.history = history;
        this.clock = clock;
        this.patience = patience;
    }

    /**
     * Everything that was dispatched to the topic at a time or later and recorded before the call.
     *
     * @param since in milliseconds since 1970
     * @return empty if that is more than may be read at once
     * @throws StoreException if it could not be read, or not soon enough
     */
    public Optional<Found> since(Topic topic, long since) {
        long from = since - History.LATE.toMillis();
        long until = clock.millis() + patience.toMillis();
        List<DurableEvent> found = new ArrayList<>();
        Optional<EventId> last = Optional.empty();
        for (int read = 0; read < MOST_READ; read += PAGE) {
            List<DurableEvent> page = history.since(topic, from, last, PAGE);
            page.stream().filter(event -> event.dispatchedAt() >= since).forEach(found::add);
            if (found.size() > MOST_FOUND) {
                return Optional.empty();
            }
            if (page.size() < PAGE) {
                return Optional.of(new Found(found, lateSince(topic, since)));
            }
            last = Optional.of(page.getLast().id());
            requirePatience(topic, until);
        }
        return Optional.empty();
    }

    private OptionalLong lateSince(Topic topic, long since) {
        OptionalLong late = history.latestLate(topic);
        return late.isPresent() && late.getAsLong() >= since ? late : OptionalLong.empty();
    }

    private void requirePatience(Topic topic, long until) {
        if (clock.millis() > until) {
            throw new StoreException(
                    "history of " + topic + ": still not read (expected: within " + patience + ")",
                    new IllegalStateException("too slow"));
        }
    }
}

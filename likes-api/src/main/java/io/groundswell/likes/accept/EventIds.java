package io.groundswell.likes.accept;

import com.github.f4b6a3.ulid.Ulid;
import com.github.f4b6a3.ulid.UlidFactory;
import io.groundswell.event.EventId;
import java.util.Arrays;

/** Names the DURABLE events of this process, in rising order. Any thread may use it. */
public final class EventIds {
    private final UlidFactory ulids;
    private final String region;

    /**
     * @param ulids gives rising values
     * @param region where this process runs
     */
    public EventIds(UlidFactory ulids, String region) {
        this.ulids = ulids;
        this.region = region;
    }

    /** @param acceptedAt in milliseconds since 1970 */
    public EventId next(long acceptedAt) {
        return EventId.of(ulids.create(acceptedAt), region);
    }

    /**
     * The same id for the same arguments, so that an event that is sent again stays one.
     *
     * @param acceptedAt in milliseconds since 1970
     * @param digest takes the place of chance: at least 10 bytes, of which the first 10 count
     */
    public EventId derived(long acceptedAt, byte[] digest) {
        return EventId.of(new Ulid(acceptedAt, Arrays.copyOf(digest, Ulid.RANDOM_BYTES)), region);
    }
}

package io.groundswell.benchmarks.jmh;

import com.github.f4b6a3.ulid.Ulid;
import io.groundswell.event.DurableEvent;
import io.groundswell.event.DurableEvents;
import io.groundswell.event.EventId;
import io.groundswell.event.EventKind;
import java.util.stream.LongStream;

/** Comments with numbers. */
final class Comments {
    private static final long AT = 1_790_000_000_000L;

    static DurableEvent comment(long number, String content) {
        return new DurableEvent(
                EventId.of(new Ulid(AT << 16, number), "local"), EventKind.COMMENT, "member-1", AT, AT, content);
    }

    static DurableEvents from(long first, int count) {
        return DurableEvents.of(LongStream.range(first, first + count)
                .mapToObj(number -> comment(number, "{\"text\":\"what a goal\"}"))
                .toList());
    }

    private Comments() {}
}

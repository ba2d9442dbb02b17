package io.groundswell.likes.http;

import java.time.Duration;

/**
 * For how long a count of comments is as good as a new one: 1 s for each thousand, from 1 s to 1 minute. Counting reads them all, so
 * this bounds what a video costs however often it is asked for: a process reads a thousand comments a second, and a long history
 * once a minute.
 */
final class CountAge {
    private static final long COUNTED_PER_SECOND = 1_000;
    private static final long MOST_SECONDS = 60;

    static Duration of(long count) {
        return Duration.ofSeconds(Math.clamp(count / COUNTED_PER_SECOND, 1, MOST_SECONDS));
    }

    private CountAge() {}
}

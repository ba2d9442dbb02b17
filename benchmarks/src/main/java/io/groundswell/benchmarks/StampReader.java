package io.groundswell.benchmarks;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.LongConsumer;

/**
 * Finds in one connection's stream when the oldest like of each frame was accepted, and the newest total of the one reaction.
 * What a read cuts in two is looked at with the next one. Owner: the connection's loop.
 */
final class StampReader {
    private static final byte[] FIRST = "\"at\":{\"first\":".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] TOTAL = "\"totals\":{\"like\":".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] NOTHING = {};

    private final LongConsumer accepted;
    private byte[] rest = NOTHING;
    private long total;

    /** @param accepted takes each time, in milliseconds since 1970 */
    StampReader(LongConsumer accepted) {
        this.accepted = accepted;
    }

    void read(byte[] bytes) {
        byte[] all = bytes;
        if (rest.length > 0) {
            all = Arrays.copyOf(rest, rest.length + bytes.length);
            System.arraycopy(bytes, 0, all, rest.length, bytes.length);
        }
        int from = 0;
        for (int end = next(all, from); end > 0; end = next(all, from)) {
            line(all, from, end);
            from = end;
        }
        rest = from == all.length ? NOTHING : Arrays.copyOfRange(all, from, all.length);
    }

    /** Behind the next end of a line; 0 where there is none. */
    private static int next(byte[] bytes, int from) {
        for (int i = from; i < bytes.length; i++) {
            if (bytes[i] == '\n') {
                return i + 1;
            }
        }
        return 0;
    }

    private void line(byte[] bytes, int from, int end) {
        if (end - from < TOTAL.length || bytes[from] != 'd') {
            return;
        }
        int totals = behind(bytes, from, end, TOTAL);
        if (totals > 0) {
            total = number(bytes, totals);
            int first = behind(bytes, totals, end, FIRST);
            if (first > 0) {
                accepted.accept(number(bytes, first));
            }
        }
    }

    /** Behind where the words stand; 0 where they do not. */
    private static int behind(byte[] bytes, int from, int end, byte[] words) {
        for (int i = from; i <= end - words.length; i++) {
            if (bytes[i] == words[0] && Arrays.equals(bytes, i, i + words.length, words, 0, words.length)) {
                return i + words.length;
            }
        }
        return 0;
    }

    private static long number(byte[] bytes, int from) {
        long number = 0;
        for (int i = from; i < bytes.length && bytes[i] >= '0' && bytes[i] <= '9'; i++) {
            number = number * 10 + bytes[i] - '0';
        }
        return number;
    }

    /** The newest that was told; 0 before that. */
    long total() {
        return total;
    }
}

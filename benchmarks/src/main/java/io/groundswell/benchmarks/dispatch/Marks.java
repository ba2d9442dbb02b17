package io.groundswell.benchmarks.dispatch;

import io.netty.buffer.ByteBuf;
import java.util.BitSet;
import java.util.function.IntConsumer;

/**
 * The numbers that events carry in their text, found again wherever their bytes come by: whether each came, not how often.
 * Owner: the thread that scans.
 */
final class Marks {
    static final int DIGITS = 9;

    /** Stands in no id, name or JSON syntax of this load. */
    private static final byte SIGN = '~';

    private final BitSet seen = new BitSet();

    static String of(int number) {
        String digits = Integer.toString(number);
        return "~" + "0".repeat(DIGITS - digits.length()) + digits;
    }

    /** Finds every number in the bytes, which stay as they are. */
    static void scan(ByteBuf bytes, IntConsumer found) {
        int end = bytes.writerIndex();
        int at = bytes.indexOf(bytes.readerIndex(), end, SIGN);
        while (at >= 0 && at + DIGITS < end) {
            int number = 0;
            for (int digit = 1; digit <= DIGITS; digit++) {
                number = number * 10 + bytes.getByte(at + digit) - '0';
            }
            found.accept(number);
            at = bytes.indexOf(at + DIGITS, end, SIGN);
        }
    }

    /** As {@link #scan(ByteBuf, IntConsumer)}. */
    static void scan(String text, IntConsumer found) {
        for (int at = text.indexOf(SIGN);
                at >= 0 && at + DIGITS < text.length();
                at = text.indexOf(SIGN, at + DIGITS)) {
            found.accept(Integer.parseInt(text, at + 1, at + 1 + DIGITS, 10));
        }
    }

    void add(int number) {
        seen.set(number);
    }

    int count() {
        return seen.cardinality();
    }

    void clear() {
        seen.clear();
    }
}

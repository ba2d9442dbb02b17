package io.groundswell.benchmarks;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads one connection's stream of chunks, each one event: from chunk header to chunk header, looking at few bytes of each.
 * A comment shows its number's last digit, which must be the next one's; the rest of it is only read where that is not so,
 * and in connections of the sample. Owner: the connection's loop.
 */
final class FrameReader {
    private static final byte[] NOTHING = {};
    private static final byte[] ACTORS = "\"actors\":[".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] TOTAL = "\"totals\":{\"like\":".getBytes(StandardCharsets.US_ASCII);
    private static final int COMMENT_TO_ID = "event: comment\ndata: {\"topic\":\"\",\"eventId\":\"".length();
    private static final int ID_LENGTH = 26;
    private static final int NUMBER_DIGITS = 8;
    private static final int SIZE_DIGITS = 5;
    private static final int HEADER = SIZE_DIGITS + 2;
    private static final int ACTOR_LENGTH = 1 + Events.ACTOR_DIGITS;
    private static final String BASE_32 = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final byte[] VALUES = values();

    private final Sequence sequence;
    private final Tally tally;
    private final int commentToId;
    private final boolean sampled;
    private byte[] rest = NOTHING;
    private boolean inStream;
    private int idLine;

    FrameReader(String topic, boolean sampled, Tally tally) {
        this.tally = tally;
        this.sequence = new Sequence(tally);
        this.commentToId = COMMENT_TO_ID + topic.length();
        this.sampled = sampled;
    }

    private static byte[] values() {
        byte[] values = new byte[128];
        Arrays.fill(values, (byte) -1);
        for (int i = 0; i < BASE_32.length(); i++) {
            values[BASE_32.charAt(i)] = (byte) i;
        }
        return values;
    }

    /** What was left of the last read; it stands in front of the next one. */
    byte[] rest() {
        return rest;
    }

    /** Reads all whole chunks up to the end and keeps what is left. */
    void read(byte[] bytes, int end) {
        int at = inStream ? 0 : head(bytes, end);
        if (inStream) {
            at = chunks(bytes, at, end);
        }
        rest = at == end ? NOTHING : Arrays.copyOfRange(bytes, at, end);
    }

    private int head(byte[] bytes, int end) {
        for (int at = 0; at + 3 < end; at++) {
            if (bytes[at] == '\r' && bytes[at + 1] == '\n' && bytes[at + 2] == '\r' && bytes[at + 3] == '\n') {
                String head = new String(bytes, 0, at, StandardCharsets.ISO_8859_1);
                if (!head.startsWith("HTTP/1.1 200 ")) {
                    throw new IllegalStateException("stream: " + head + " (expected: 200)");
                }
                inStream = true;
                return at + 4;
            }
        }
        return 0;
    }

    private int chunks(byte[] bytes, int start, int end) {
        int at = start;
        while (at + HEADER <= end) {
            int size = size(bytes, at);
            int next = at + HEADER + size + 2;
            if (next > end) {
                break;
            }
            frame(bytes, at + HEADER, next);
            at = next;
        }
        return at;
    }

    private static int size(byte[] bytes, int at) {
        int size = 0;
        for (int i = at; i < at + SIZE_DIGITS; i++) {
            size = size << 4 | Character.digit(bytes[i], 16);
        }
        if (size <= 0 || bytes[at + SIZE_DIGITS] != '\r') {
            throw new IllegalStateException("chunk: " + new String(bytes, at, HEADER, StandardCharsets.ISO_8859_1)
                    + " (expected: " + SIZE_DIGITS + " digits)");
        }
        return size;
    }

    private void frame(byte[] bytes, int start, int end) {
        int event = bytes[start] == 'i' ? behindIdLine(bytes, start) : start;
        switch (bytes[event + 7]) {
            case 'c' -> comment(bytes, event + commentToId);
            case 'l' -> likes(bytes, event, end);
            case 'o' -> tally.opened.incrementAndGet();
            case 'p', 'v' -> {}
            default -> ended(new String(bytes, start, end - start - 2, StandardCharsets.UTF_8));
        }
    }

    private void ended(String event) {
        tally.ended.incrementAndGet();
        if (tally.toldOfEnding.compareAndSet(false, true)) {
            System.err.println("first ending, behind " + sequence.received() + " events: " + event.replace('\n', ' '));
        }
    }

    /** The line is mostly as long as the last one. */
    private int behindIdLine(byte[] bytes, int start) {
        if (bytes[start + idLine] != '\n') {
            int length = 0;
            while (bytes[start + length] != '\n') {
                length++;
            }
            idLine = length;
        }
        return start + idLine + 1;
    }

    private void comment(byte[] bytes, int id) {
        int last = id + ID_LENGTH - 1;
        long expected = sequence.next();
        boolean asExpected = !sampled && VALUES[bytes[last]] == (expected & 31);
        sequence.take(asExpected ? expected : number(bytes, last));
    }

    private static long number(byte[] bytes, int last) {
        long number = 0;
        for (int i = last - NUMBER_DIGITS + 1; i <= last; i++) {
            number = number << 5 | VALUES[bytes[i]];
        }
        return number;
    }

    private void likes(byte[] bytes, int start, int end) {
        int actors = behind(ACTORS, bytes, start, end);
        if (actors < 0) {
            return;
        }
        int at = actors;
        for (; bytes[at] == '"'; at += ACTOR_LENGTH + 2) {
            sequence.take(decimal(bytes, at + 2, at + 1 + ACTOR_LENGTH));
            if (bytes[at + ACTOR_LENGTH + 2] == ',') {
                at++;
            }
        }
        if (sampled && decimal(bytes, behind(TOTAL, bytes, start, end), end) != sequence.next()) {
            tally.wrongTotals.incrementAndGet();
        }
    }

    /** The number that begins there, up to its first byte that is no digit. */
    private static long decimal(byte[] bytes, int from, int to) {
        long number = 0;
        for (int i = from; i < to && bytes[i] >= '0' && bytes[i] <= '9'; i++) {
            number = number * 10 + bytes[i] - '0';
        }
        return number;
    }

    private static int behind(byte[] text, byte[] bytes, int start, int end) {
        for (int at = start; at + text.length <= end; at++) {
            if (Arrays.equals(bytes, at, at + text.length, text, 0, text.length)) {
                return at + text.length;
            }
        }
        return -1;
    }

    Sequence sequence() {
        return sequence;
    }
}

package io.groundswell.benchmarks;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads one connection's stream of chunks, each one event: from chunk header to chunk header, looking at few bytes of each.
 * A comment shows its number's last digit, which must be the next one's; the rest of it is only read where that is not so,
 * and in connections of the sample. What is read is looked at where it lies; only a chunk that the read cut in two is copied.
 * Owner: the connection's loop.
 */
final class FrameReader {
    /** Of a chunk's size, in hexadecimal. */
    static final int SIZE_DIGITS = 5;

    private static final byte[] NOTHING = {};
    private static final byte[] ACTORS = "\"actors\":[".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] TOTAL = "\"totals\":{\"like\":".getBytes(StandardCharsets.US_ASCII);
    private static final int COMMENT_TO_ID = "event: comment\ndata: {\"topic\":\"\",\"eventId\":\"".length();
    private static final int ID_LENGTH = 26;
    private static final int NUMBER_DIGITS = 8;
    private static final int HEADER = SIZE_DIGITS + 2;
    private static final int MOST_HEAD = 8 << 10;
    /** A header's bytes in the low ones of a little-endian number. */
    private static final long HEADER_MASK = (1L << (8 * HEADER)) - 1;

    private static final int ACTOR_LENGTH = 1 + Events.ACTOR_DIGITS;
    private static final String BASE_32 = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final byte[] VALUES = values();

    private final Sequence sequence;
    private final Tally tally;
    private final int commentToId;
    private final boolean sampled;
    private byte[] rest = NOTHING;
    private boolean inStream;
    private boolean isOpen;
    private int idLine;
    private long lastHeader;
    private int lastSize;
    private String openId = "";

    /**
     * @param topic its name, as it stands in frames
     * @param sampled whether every number is read whole, and totals are checked
     */
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

    /**
     * Reads all whole chunks, and keeps what is left for the next time.
     *
     * @throws IllegalStateException if the answer is not a stream, or its chunks are not framed as a node does it
     */
    void read(ByteBuffer in) {
        ByteBuffer bytes = in.order(ByteOrder.LITTLE_ENDIAN);
        if (inStream) {
            int at = bytes.position() + finishRest(bytes);
            keep(bytes, rest.length == 0 ? chunks(bytes, at) : at);
        } else {
            readHead(bytes);
        }
    }

    private void readHead(ByteBuffer bytes) {
        ByteBuffer joint = ByteBuffer.wrap(joined(bytes, bytes.remaining())).order(ByteOrder.LITTLE_ENDIAN);
        rest = NOTHING;
        int body = head(joint);
        if (joint.limit() > MOST_HEAD && body == 0) {
            throw new IllegalStateException(
                    "stream: a head of " + joint.limit() + " bytes (expected: up to " + MOST_HEAD + ")");
        }
        keep(joint, inStream ? chunks(joint, body) : 0);
    }

    private void keep(ByteBuffer bytes, int from) {
        if (from < bytes.limit()) {
            byte[] left = new byte[bytes.limit() - from];
            bytes.get(from, left);
            rest = rest.length == 0 ? left : concatenated(rest, left);
        }
    }

    private static byte[] concatenated(byte[] first, byte[] second) {
        byte[] all = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, all, first.length, second.length);
        return all;
    }

    /** What was left, and the next bytes behind it. */
    private byte[] joined(ByteBuffer bytes, int count) {
        byte[] all = Arrays.copyOf(rest, rest.length + count);
        bytes.get(bytes.position(), all, rest.length, count);
        return all;
    }

    /** Completes the chunk that was cut, if the bytes suffice. Returns how many of them it took. */
    private int finishRest(ByteBuffer bytes) {
        int taken = 0;
        int least = 8;
        while (rest.length > 0) {
            int lacks = least - rest.length;
            if (lacks > 0) {
                if (bytes.remaining() - taken < lacks) {
                    return taken;
                }
                byte[] all = Arrays.copyOf(rest, least);
                bytes.get(bytes.position() + taken, all, rest.length, lacks);
                taken += lacks;
                rest = all;
            }
            ByteBuffer joint = ByteBuffer.wrap(rest).order(ByteOrder.LITTLE_ENDIAN);
            least = HEADER + size(joint, 0) + 2;
            if (rest.length == least) {
                rest = NOTHING;
                frame(joint, HEADER, least);
            }
        }
        return taken;
    }

    private int head(ByteBuffer bytes) {
        for (int at = 0; at + 3 < bytes.limit(); at++) {
            if (bytes.get(at) == '\r'
                    && bytes.get(at + 1) == '\n'
                    && bytes.get(at + 2) == '\r'
                    && bytes.get(at + 3) == '\n') {
                String head = text(bytes, 0, at);
                if (!head.startsWith("HTTP/1.1 200 ")) {
                    throw new IllegalStateException("stream: " + head + " (expected: 200)");
                }
                inStream = true;
                return at + 4;
            }
        }
        return 0;
    }

    /** Reads whole chunks. Returns where the first one begins that is not whole. */
    private int chunks(ByteBuffer bytes, int start) {
        int at = start;
        int end = bytes.limit();
        while (at + Long.BYTES <= end) {
            int next = at + HEADER + size(bytes, at) + 2;
            if (next > end) {
                break;
            }
            frame(bytes, at + HEADER, next);
            at = next;
        }
        return at;
    }

    /** Frames of one kind are mostly as long as the last one. */
    private int size(ByteBuffer bytes, int at) {
        long header = bytes.getLong(at) & HEADER_MASK;
        if (header != lastHeader) {
            lastSize = parsedSize(bytes, at);
            lastHeader = header;
        }
        return lastSize;
    }

    private static int parsedSize(ByteBuffer bytes, int at) {
        int size = 0;
        for (int i = at; i < at + SIZE_DIGITS; i++) {
            size = size << 4 | Character.digit(bytes.get(i), 16);
        }
        if (size <= 0 || bytes.get(at + SIZE_DIGITS) != '\r') {
            throw new IllegalStateException(
                    "chunk: " + text(bytes, at, at + HEADER) + " (expected: " + SIZE_DIGITS + " digits)");
        }
        return size;
    }

    private void frame(ByteBuffer bytes, int start, int end) {
        int event = bytes.get(start) == 'i' ? behindIdLine(bytes, start) : start;
        switch (bytes.get(event + 7)) {
            case 'c' -> comment(bytes, event + commentToId);
            case 'l' -> likes(bytes, event, end);
            case 'o' -> opened(bytes, start, event);
            case 'p', 'v' -> {}
            default -> ended(text(bytes, start, end - 2));
        }
    }

    private void opened(ByteBuffer bytes, int start, int event) {
        if (event > start) {
            openId = text(bytes, start + "id: ".length(), event - 1);
        }
        isOpen = true;
        tally.opened.incrementAndGet();
    }

    private void ended(String event) {
        tally.ended.incrementAndGet();
        if (tally.toldOfEnding.compareAndSet(false, true)) {
            System.err.println("first ending, behind " + sequence.received() + " events: " + event.replace('\n', ' '));
        }
    }

    /** The line is mostly as long as the last one; what follows it is {@code event:}. */
    private int behindIdLine(ByteBuffer bytes, int start) {
        if (bytes.get(start + idLine) != '\n' || bytes.get(start + idLine + 1) != 'e') {
            int length = 0;
            while (bytes.get(start + length) != '\n') {
                length++;
            }
            idLine = length;
        }
        return start + idLine + 1;
    }

    private void comment(ByteBuffer bytes, int id) {
        int last = id + ID_LENGTH - 1;
        long expected = sequence.next();
        boolean asExpected = !sampled && VALUES[bytes.get(last)] == (expected & 31);
        sequence.take(asExpected ? expected : number(bytes, last));
    }

    private static long number(ByteBuffer bytes, int last) {
        long number = 0;
        for (int i = last - NUMBER_DIGITS + 1; i <= last; i++) {
            number = number << 5 | VALUES[bytes.get(i)];
        }
        return number;
    }

    private void likes(ByteBuffer bytes, int start, int end) {
        int actors = behind(ACTORS, bytes, start, end);
        if (actors < 0) {
            return;
        }
        long before = sequence.next();
        int at = actors;
        for (; bytes.get(at) == '"'; at += ACTOR_LENGTH + 2) {
            sequence.take(decimal(bytes, at + 2, at + 1 + ACTOR_LENGTH));
            if (bytes.get(at + ACTOR_LENGTH + 2) == ',') {
                at++;
            }
        }
        if (sampled) {
            sequence.told(before, decimal(bytes, behind(TOTAL, bytes, start, end), end));
        }
    }

    /** The number that begins there, up to its first byte that is no digit. */
    private static long decimal(ByteBuffer bytes, int from, int to) {
        long number = 0;
        for (int i = from; i < to && bytes.get(i) >= '0' && bytes.get(i) <= '9'; i++) {
            number = number * 10 + bytes.get(i) - '0';
        }
        return number;
    }

    private static int behind(byte[] text, ByteBuffer bytes, int start, int end) {
        for (int at = start; at + text.length <= end; at++) {
            if (bytes.get(at) == text[0] && matches(text, bytes, at)) {
                return at + text.length;
            }
        }
        return -1;
    }

    private static boolean matches(byte[] text, ByteBuffer bytes, int at) {
        for (int i = 1; i < text.length; i++) {
            if (bytes.get(at + i) != text[i]) {
                return false;
            }
        }
        return true;
    }

    private static String text(ByteBuffer bytes, int from, int to) {
        byte[] copy = new byte[to - from];
        bytes.get(from, copy);
        return new String(copy, StandardCharsets.UTF_8);
    }

    /** Whether the stream's first event has been read. */
    boolean isOpen() {
        return isOpen;
    }

    /** The id that the stream opened with; empty before that. */
    String openId() {
        return openId;
    }

    Sequence sequence() {
        return sequence;
    }
}

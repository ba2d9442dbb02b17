package io.groundswell.benchmarks;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** What a node writes, for tests of what reads it. */
final class Streams {
    static final String TOPIC = LoadPlan.name(0);
    static final String HEAD =
            "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n";
    private static final String BASE_32 = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    static String open() {
        return BareSink.chunk("id: epoch.0.1000\nevent: open\ndata: {\"connectionId\":\"c\"}\n\n");
    }

    static String comment(long number) {
        return comment("id: epoch." + number + ".1000\n", number);
    }

    static String comment(String idLine, long number) {
        return BareSink.chunk(
                idLine + "event: comment\ndata: {\"topic\":\"" + TOPIC + "\",\"eventId\":\"01JCZQ5W8S00000000"
                        + base32(number) + ".local\",\"actor\":\"u\",\"at\":1,\"content\":{\"text\":\"xxxx\"}}\n\n");
    }

    static String likes(long total, long... numbers) {
        StringBuilder actors = new StringBuilder();
        for (long number : numbers) {
            actors.append(actors.isEmpty() ? "" : ",")
                    .append('"')
                    .append(Events.actor(number))
                    .append('"');
        }
        return BareSink.chunk("id: e.1.1\nevent: likes\ndata: {\"topic\":\"" + TOPIC + "\",\"totals\":{\"like\":"
                + total + "},\"counts\":{\"like\":" + numbers.length + "},\"actors\":[" + actors + "]}\n\n");
    }

    static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String base32(long number) {
        char[] digits = new char[8];
        for (int i = 0; i < digits.length; i++) {
            digits[digits.length - 1 - i] = BASE_32.charAt((int) (number >>> (5 * i)) & 31);
        }
        return new String(digits);
    }

    private Streams() {}
}

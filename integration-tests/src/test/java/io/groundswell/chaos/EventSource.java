package io.groundswell.chaos;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.function.Consumer;

/**
 * What a browser's EventSource remembers: the last id, which an event without one keeps, and the time until it connects
 * again. Source: HTML Living Standard, "Server-sent events". Used by one thread.
 */
final class EventSource {
    private String lastId = "";
    private String idBuffer = "";
    private long retryMillis;

    /** One event; {@code name} is empty where the stream gave none. */
    record Event(String name, String data) {}

    /** @param retryMillis until a stream says otherwise */
    EventSource(long retryMillis) {
        this.retryMillis = retryMillis;
    }

    /**
     * Reads until the stream ends. What has no empty line behind it does not count.
     *
     * @throws IOException if it breaks
     */
    void read(BufferedReader lines, Consumer<Event> events) throws IOException {
        String name = "";
        String data = "";
        idBuffer = lastId;
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.isEmpty()) {
                lastId = idBuffer;
                if (!data.isEmpty()) {
                    events.accept(new Event(name, data));
                }
                name = "";
                data = "";
            } else if (line.startsWith("event: ")) {
                name = value(line);
            } else if (line.startsWith("data: ")) {
                data = data.isEmpty() ? value(line) : data + "\n" + value(line);
            } else if (line.startsWith("id: ")) {
                idBuffer = value(line);
            } else if (line.startsWith("retry: ")) {
                retryMillis = Long.parseLong(value(line));
            }
        }
    }

    private static String value(String line) {
        return line.substring(line.indexOf(' ') + 1);
    }

    String lastId() {
        return lastId;
    }

    long retryMillis() {
        return retryMillis;
    }
}

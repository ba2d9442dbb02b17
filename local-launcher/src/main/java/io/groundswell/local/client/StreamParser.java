package io.groundswell.local.client;

import java.util.Optional;
import java.util.StringJoiner;

/**
 * Makes events of lines. Source: HTML Living Standard, "Interpreting an event stream". One thread feeds it; the last id
 * outlives a connection.
 */
final class StreamParser {
    private String name = "message";
    private StringJoiner data = new StringJoiner("\n");
    private boolean hasData;
    private String lastId;

    /** @param lastId of the connection before; empty where this is the first */
    StreamParser(String lastId) {
        this.lastId = lastId;
    }

    /** @return the event that ends with this line */
    Optional<StreamEvent> feed(String line) {
        if (line.isEmpty()) {
            return end();
        }
        int colon = line.indexOf(':');
        String field = colon < 0 ? line : line.substring(0, colon);
        String value = colon < 0 ? "" : line.substring(colon + 1);
        take(field, value.startsWith(" ") ? value.substring(1) : value);
        return Optional.empty();
    }

    private void take(String field, String value) {
        switch (field) {
            case "event" -> name = value;
            case "id" -> lastId = value;
            case "data" -> {
                data.add(value);
                hasData = true;
            }
            default -> {} // a comment, the retry time, or a field of the future
        }
    }

    private Optional<StreamEvent> end() {
        Optional<StreamEvent> event =
                hasData ? Optional.of(new StreamEvent(name, data.toString(), lastId)) : Optional.empty();
        name = "message";
        data = new StringJoiner("\n");
        hasData = false;
        return event;
    }
}

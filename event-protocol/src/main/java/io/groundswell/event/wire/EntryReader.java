package io.groundswell.event.wire;

import io.groundswell.event.DurableEvent;
import io.groundswell.event.DurableEvents;
import io.groundswell.event.EventId;
import io.groundswell.event.EventKind;
import io.groundswell.event.LatestKey;
import io.groundswell.event.LatestState;
import io.groundswell.event.Register;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads what a topic of a batch has of classes LATEST and DURABLE. Owner: whoever made it, for one batch. */
final class EntryReader {
    private final BatchText text;

    EntryReader(BatchText text) {
        this.text = text;
    }

    LatestState latest() throws IOException {
        Map<LatestKey, Register> registers = new HashMap<>();
        text.enterArray();
        while (text.nextElement()) {
            register(registers);
        }
        return new LatestState(registers);
    }

    private void register(Map<LatestKey, Register> registers) throws IOException {
        String kind = null;
        String key = null;
        String value = null;
        Long at = null;
        String writer = null;
        text.enterObject();
        for (String field = text.nextField(); field != null; field = text.nextField()) {
            switch (field) {
                case "kind" -> kind = text.text();
                case "key" -> key = text.text();
                case "value" -> value = text.json();
                case "at" -> at = text.number();
                case "writer" -> writer = text.text();
                default -> text.passOver();
            }
        }
        LatestKey register =
                new LatestKey(EventKind.ofWireName(text.requiredText(kind, "kind")), text.requiredText(key, "key"));
        String json = text.required(value, "value", "a value");
        registers.merge(
                register,
                new Register(json, text.requiredNumber(at, "at"), text.requiredText(writer, "writer")),
                Register::merge);
    }

    DurableEvents durable() throws IOException {
        List<DurableEvent> events = new ArrayList<>();
        text.enterArray();
        while (text.nextElement()) {
            events.add(event());
        }
        return DurableEvents.of(events);
    }

    private DurableEvent event() throws IOException {
        String id = null;
        String kind = null;
        String actor = null;
        Long at = null;
        long dispatched = 0;
        String content = null;
        text.enterObject();
        for (String field = text.nextField(); field != null; field = text.nextField()) {
            switch (field) {
                case "id" -> id = text.text();
                case "kind" -> kind = text.text();
                case "actor" -> actor = text.text();
                case "at" -> at = text.number();
                case "dispatched" -> dispatched = text.number();
                case "content" -> content = text.objectJson();
                default -> text.passOver();
            }
        }
        return new DurableEvent(
                new EventId(text.requiredText(id, "id")),
                EventKind.ofWireName(text.requiredText(kind, "kind")),
                text.requiredText(actor, "actor"),
                text.requiredNumber(at, "at"),
                dispatched,
                text.required(content, "content", BatchText.OBJECT));
    }
}

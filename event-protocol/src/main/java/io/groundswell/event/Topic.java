package io.groundswell.event;

/**
 * What viewers subscribe to, written {@code kind:id}.
 *
 * @param id 1 to 128 of {@code A-Z a-z 0-9 . _ ~ -}
 */
public record Topic(TopicKind kind, String id) implements Comparable<Topic> {
    private static final Alphabet ID = Alphabet.of("A-Za-z0-9._~-");

    /** @throws InvalidEventException if the id is not one */
    public Topic {
        if (!ID.spells(id, 1, 128)) {
            throw new InvalidEventException(
                    "topic id: " + Abbreviated.of(id) + " (expected: 1 to 128 of A-Z a-z 0-9 . _ ~ -)");
        }
    }

    /** @throws InvalidEventException if the id is not one */
    public static Topic video(String id) {
        return new Topic(TopicKind.VIDEO, id);
    }

    /** @throws InvalidEventException if the text is not {@code kind:id} with a known kind */
    public static Topic parse(String text) {
        int colon = text.indexOf(':');
        String kind = colon < 0 ? text : text.substring(0, colon);
        TopicKind known = TopicKind.ofWireName(kind)
                .filter(ignored -> colon > 0)
                .orElseThrow(() -> new InvalidEventException("topic: " + Abbreviated.of(text)
                        + " (expected: kind:id, kind one of " + TopicKind.names() + ")"));
        return new Topic(known, text.substring(colon + 1));
    }

    @Override
    public int compareTo(Topic other) {
        int byKind = kind.compareTo(other.kind);
        return byKind != 0 ? byKind : id.compareTo(other.id);
    }

    @Override
    public String toString() {
        return kind.wireName() + ":" + id;
    }
}

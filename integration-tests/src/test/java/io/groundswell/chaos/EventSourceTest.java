package io.groundswell.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The viewers' EventSource is what the receipts rest on. */
class EventSourceTest {
    private final EventSource source = new EventSource(300);
    private final List<EventSource.Event> events = new ArrayList<>();

    @Test
    void lastId_shouldStay_whenAnEventHasNone() throws IOException {
        read("id: a.1.1\nevent: comment\ndata: {}\n\nevent: gap\ndata: {}\n\n");

        assertThat(source.lastId()).isEqualTo("a.1.1");
        assertThat(events).extracting(EventSource.Event::name).containsExactly("comment", "gap");
    }

    @Test
    void event_shouldNotCount_whenTheStreamBreaksBeforeItsEmptyLine() throws IOException {
        read("id: a.1.1\ndata: {}\n\nid: a.2.2\ndata: {}\n");
        read("event: ping\ndata: {}\n\n");

        assertThat(source.lastId()).isEqualTo("a.1.1");
        assertThat(events).hasSize(2);
    }

    @Test
    void retry_shouldBeWhatTheStreamSaid_untilItSaysOtherwise() throws IOException {
        read("retry: 700\nevent: reconnect\ndata: {}\n\n");
        read("event: open\ndata: {}\n\n");

        assertThat(source.retryMillis()).isEqualTo(700);
    }

    @Test
    void body_shouldBeWhatTheChunksHold() throws IOException {
        assertThat(chunks("00003\r\nabc\r\n2\r\nde\r\n0\r\n\r\n").readAllBytes())
                .asString()
                .isEqualTo("abcde");
    }

    @Test
    void body_shouldNotEnd_whenItBreaks() {
        assertThatThrownBy(() -> chunks("00003\r\nab").readAllBytes()).isInstanceOf(EOFException.class);
        assertThatThrownBy(() -> chunks("00003\r\nabc\r\n").readAllBytes()).isInstanceOf(EOFException.class);
    }

    private static ChunkedBody chunks(String bytes) {
        return new ChunkedBody(new ByteArrayInputStream(bytes.getBytes(StandardCharsets.US_ASCII)));
    }

    private void read(String stream) throws IOException {
        source.read(new BufferedReader(new StringReader(stream)), events::add);
    }
}

package io.groundswell.local.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.groundswell.event.Topic;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StreamClientTest {
    private static final List<Topic> TOPICS = List.of(Topic.video("1"), Topic.video("2"));
    private static final String TWO = "event: open\ndata: {}\n\nevent: likes\nid: e.5.6\ndata: {\"n\":1}\n\n";

    private final List<StreamEvent> events = new ArrayList<>();

    @Test
    void read_shouldPassEveryEvent_whenTheStreamEnds() throws IOException {
        try (StubServer server = new StubServer(200, TWO);
                StreamClient client = new StreamClient(server.address(), TOPICS)) {
            assertThat(client.read(events::add)).isEqualTo(StreamClient.End.CLOSED);

            assertThat(server.requests).containsExactly("GET /v1/stream?topic=video:1&topic=video:2");
            assertThat(events)
                    .containsExactly(new StreamEvent("open", "{}", ""), new StreamEvent("likes", "{\"n\":1}", "e.5.6"));
        }
    }

    @Test
    void read_shouldStop_whenItIsEnough() throws IOException {
        try (StubServer server = new StubServer(200, TWO);
                StreamClient client = new StreamClient(server.address(), TOPICS)) {
            assertThat(client.read(event -> !events.add(event))).isEqualTo(StreamClient.End.ENOUGH);

            assertThat(events).hasSize(1);
        }
    }

    @Test
    void read_shouldResume_whenItReadBefore() throws IOException {
        try (StubServer server = new StubServer(200, TWO);
                StreamClient client = new StreamClient(server.address(), TOPICS)) {
            client.read(events::add);
            client.read(events::add);

            assertThat(server.resumes).containsExactly("e.5.6");
        }
    }

    @Test
    void read_shouldSayWhatTheServerSays_whenItRefuses() throws IOException {
        try (StubServer server = new StubServer(400, "{\"title\":\"Invalid topic\",\"detail\":\"topic: x\"}");
                StreamClient client = new StreamClient(server.address(), TOPICS)) {
            assertThatThrownBy(() -> client.read(events::add)).hasMessage("topic: x (400 Invalid topic)");
        }
    }
}

package io.groundswell.fleet.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.groundswell.event.Topic;
import io.groundswell.event.TopicUpdate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What it costs to bring one round of news to many. */
class BroadcastTest {
    private static final Topic TOPIC = Topic.video("a");
    private static final int CLIENTS = 20;

    private final HubFixture fixture = new HubFixture(
            HubConfig.of(1 << 20, Duration.ofMinutes(1), Duration.ofSeconds(15), 1 << 20, Duration.ZERO));

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void deliver_shouldEncodeEachFrameOnceAndWriteOnceToEachConnection_whenManyFollowTheTopic() throws Exception {
        List<HubFixture.Client> clients = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            clients.add(fixture.client(Optional.empty(), TOPIC));
        }
        int encoded = fixture.frames.encoded();
        int writes = fixture.writes.get();
        int flushes = fixture.flushes.get();

        TopicUpdate comments = Likes.comments(Likes.comment("one"), Likes.comment("two"));
        fixture.deliver(TOPIC, comments.merge(Likes.packet(1, 4, "ada")));
        for (HubFixture.Client client : clients) {
            await().until(() -> client.of("likes").size() == 1);
            assertThat(client.of("durable")).hasSize(2);
        }

        assertThat(fixture.frames.encoded() - encoded).isEqualTo(3);
        assertThat(fixture.writes.get() - writes).isEqualTo(CLIENTS);
        assertThat(fixture.flushes.get() - flushes).isEqualTo(CLIENTS);
    }
}

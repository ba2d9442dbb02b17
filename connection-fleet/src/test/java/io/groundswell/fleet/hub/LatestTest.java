package io.groundswell.fleet.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.groundswell.event.EventKind;
import io.groundswell.event.LatestKey;
import io.groundswell.event.LatestState;
import io.groundswell.event.Register;
import io.groundswell.event.Topic;
import io.groundswell.event.TopicUpdate;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Values of class LATEST, for those who were not there when they came. */
class LatestTest {
    private static final Topic A = Topic.video("a");
    private static final LatestKey KEY = new LatestKey(EventKind.VIEWERS, "total");

    /** The live log keeps only its newest segment, so that one who stops reading falls out of it. */
    private final HubFixture fixture = new HubFixture(new HubConfig(
            new FrameLog.Retention(1, 60_000),
            new FrameLog.Retention(1 << 20, 60_000),
            Duration.ofSeconds(15),
            1 << 20,
            1 << 20,
            Duration.ZERO));

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void attach_shouldTellTheLastValueOnce_whenTheViewerHasNoCursor() throws Exception {
        fixture.client(Optional.empty(), A);
        fixture.deliver(A, value(1));
        fixture.deliver(A, value(2));
        HubFixture.Client late = fixture.client(Optional.empty(), A);

        fixture.deliver(A, Likes.comments(Likes.comment("next")));
        await().until(() -> late.of("durable").size() == 1);
        assertThat(late.of("latest")).containsExactly("-|latest|video:a|2");
    }

    @Test
    void attach_shouldTellTheLastValueOnce_whenTheViewerComesBack() throws Exception {
        HubFixture.Client client = fixture.client(Optional.empty(), A);
        fixture.deliver(A, Likes.comments(Likes.comment("seen")));
        await().until(() -> client.of("durable").size() == 1);
        long seen = Long.parseLong(client.of("durable").getFirst().split("\\|", -1)[0]);
        fixture.deliver(A, value(1));
        fixture.deliver(A, value(2));
        HubFixture.Client back = fixture.client(Optional.of(new Position("epoch", seen, 0)), A);

        fixture.deliver(A, Likes.comments(Likes.comment("next")));
        await().until(() -> back.of("durable").size() == 1);
        assertThat(back.of("latest")).hasSize(1);
        assertThat(back.of("latest").getFirst()).endsWith("|latest|video:a|2");
    }

    @Test
    void visit_shouldBringTheLastValueOnce_whenTheViewerFellOutOfTheLiveLog() throws Exception {
        int rounds = 100;
        HubFixture.Client slow = fixture.client(Optional.empty(), A);
        slow.takesMore(false);
        for (int i = 1; i <= rounds; i++) {
            fixture.deliver(A, Likes.comments(Likes.comment("x".repeat(200))));
            fixture.deliver(A, value(i));
        }
        slow.takesMore(true);
        await().until(() -> slow.of("durable").size() == rounds);

        fixture.deliver(A, Likes.comments(Likes.comment("next")));
        await().until(() -> slow.of("durable").size() == rounds + 1);
        assertThat(slow.of("latest")).hasSize(1);
        assertThat(slow.of("latest").getFirst()).endsWith("|latest|video:a|" + rounds);
    }

    /** Each is written later than the one before. */
    private static TopicUpdate value(int value) {
        Register register = new Register(Integer.toString(value), value, "node-1");
        return TopicUpdate.latest(new LatestState(Map.of(KEY, register)));
    }
}

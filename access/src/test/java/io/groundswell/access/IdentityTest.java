package io.groundswell.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundswell.event.Topic;
import java.util.List;
import org.junit.jupiter.api.Test;

class IdentityTest {
    private static final Topic VIDEO = Topic.video("42");
    private static final Topic CONVERSATION = Topic.parse("conversation:42");

    @Test
    void guest_shouldWatchAndPublishVideosOnly_whenItIsAsked() {
        Identity guest = Identity.guest();

        assertThat(guest.isGuest()).isTrue();
        assertThat(guest.member()).isEqualTo("guest");
        assertThat(guest.maySubscribe(VIDEO)).isTrue();
        assertThat(guest.mayPublish(VIDEO)).isTrue();
        assertThat(guest.maySubscribe(CONVERSATION)).isFalse();
        assertThat(guest.mayPublish(CONVERSATION)).isFalse();
        assertThat(guest.maySubscribe(Topic.parse("member:guest"))).isFalse();
    }

    @Test
    void may_shouldKeepSubscribingAndPublishingApart_whenTheyDiffer() {
        Identity identity = new Identity(
                "ann",
                false,
                List.of(TopicPattern.parse("video:*"), TopicPattern.parse("conversation:42")),
                List.of(TopicPattern.parse("video:42")),
                1_000);

        assertThat(identity.maySubscribe(CONVERSATION)).isTrue();
        assertThat(identity.mayPublish(CONVERSATION)).isFalse();
        assertThat(identity.maySubscribe(Topic.video("7"))).isTrue();
        assertThat(identity.mayPublish(Topic.video("7"))).isFalse();
        assertThat(identity.mayPublish(VIDEO)).isTrue();
    }
}

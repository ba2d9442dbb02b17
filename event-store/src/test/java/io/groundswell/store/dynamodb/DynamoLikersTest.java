package io.groundswell.store.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.groundswell.event.MemberLike;
import io.groundswell.event.Topic;
import io.groundswell.store.Likers.Liker;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class DynamoLikersTest {
    /** Far enough ahead that no row expires while a test looks at it. */
    private static final long NOON = 4_000_000_000_000L;

    private static LocalDynamo dynamo;
    private static DynamoLikers likers;

    @BeforeAll
    static void start() throws Exception {
        dynamo = LocalDynamo.start();
        StoreTables.create(dynamo.client(), "test-");
        likers = new DynamoLikers(dynamo.client(), "test-", Duration.ofDays(7), InstantSource.system());
    }

    @AfterAll
    static void stop() throws Exception {
        dynamo.close();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void note_shouldKeepTheLastOfEachMember_whenTheyComeTwiceAndOutOfOrder(long seed) {
        Topic topic = Topic.video("order-" + seed);
        Map<String, MemberLike> last = new HashMap<>();
        List<Map<String, MemberLike>> packets = new ArrayList<>();
        for (int packet = 0; packet < 6; packet++) {
            Map<String, MemberLike> members = new HashMap<>();
            for (int member = 0; member < 30; member++) {
                members.put("m" + member, new MemberLike(packet % 2 == 0 ? "like" : "wow", NOON + packet));
            }
            members.forEach((member, like) -> last.merge(member, like, MemberLike::merge));
            packets.add(members);
        }
        packets.addAll(packets.subList(0, 3));
        Collections.shuffle(packets, new Random(seed));

        packets.forEach(packet -> assertThat(likers.note(Map.of(topic, packet))).isEmpty());

        assertThat(likers.list(topic, Optional.empty(), 1_000))
                .containsExactlyInAnyOrderElementsOf(last.entrySet().stream()
                        .map(entry -> new Liker(entry.getKey(), entry.getValue()))
                        .toList());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 100})
    void list_shouldLeadThroughAll_whenAskedForPages(int limit) {
        Topic topic = Topic.video("pages-" + limit);
        Map<String, MemberLike> members = new HashMap<>();
        IntStream.range(0, 90).forEach(n -> members.put("m" + n, new MemberLike("like", NOON)));
        likers.note(Map.of(topic, members));

        List<String> seen = new ArrayList<>();
        List<Liker> page = likers.list(topic, Optional.empty(), limit);
        while (!page.isEmpty()) {
            page.forEach(liker -> seen.add(liker.member()));
            page = likers.list(topic, Optional.of(page.getLast().member()), limit);
        }

        assertThat(seen).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(members.keySet());
    }

    @Test
    void find_shouldTellOneMember_whenItLiked() {
        Topic topic = Topic.video("one");
        likers.note(Map.of(topic, Map.of("ann", new MemberLike("wow", NOON))));

        assertThat(likers.find(topic, "ann")).contains(new Liker("ann", new MemberLike("wow", NOON)));
        assertThat(likers.find(topic, "bob")).isEmpty();
        assertThat(likers.find(Topic.video("two"), "ann")).isEmpty();
    }

    @Test
    void note_shouldLetTheRowExpire_whenTheRetentionHasPassed() {
        Topic topic = Topic.video("expiry");
        likers.note(Map.of(topic, Map.of("ann", new MemberLike("wow", NOON))));

        Map<String, AttributeValue> row = dynamo.client()
                .getItem(get -> get.tableName("test-likers")
                        .key(Map.of(
                                "topicShard", AttributeValue.fromS(topic + "#" + DynamoLikers.shardOf("ann")),
                                "member", AttributeValue.fromS("ann"))))
                .item();

        assertThat(row).containsEntry("expiresAt", AttributeValue.fromN(Long.toString(NOON / 1000 + 7 * 86_400)));
    }

    @Test
    void note_shouldWriteOnceForEachMember_whenItLikesAgain() {
        Topic topic = Topic.video("again");
        WatchedDynamo watched = new WatchedDynamo(dynamo.client());
        DynamoLikers again =
                new DynamoLikers(watched.client(), "test-", Duration.ofDays(7), () -> Instant.ofEpochMilli(NOON));
        again.note(Map.of(topic, crowd("like", NOON)));
        watched.requests.clear();

        assertThat(again.note(Map.of(topic, crowd("wow", NOON + 1)))).isEmpty();

        assertThat(watched.requests).hasSize(2);
        assertThat(likers.list(topic, Optional.empty(), 100))
                .hasSize(50)
                .allSatisfy(liker -> assertThat(liker.like()).isEqualTo(new MemberLike("wow", NOON + 1)));
    }

    /** As when the table was emptied, or the rows expired. */
    @Test
    void note_shouldKeepWhoLikes_whenTheRowsThatItRemembersAreGone() {
        Topic topic = Topic.video("gone");
        likers.note(Map.of(topic, crowd("like", NOON)));
        dynamo.client().scanPaginator(scan -> scan.tableName("test-likers")).items().stream()
                .filter(row -> Attributes.text(row, "topicShard").startsWith(topic + "#"))
                .forEach(row -> dynamo.client()
                        .deleteItem(delete -> delete.tableName("test-likers")
                                .key(Map.of("topicShard", row.get("topicShard"), "member", row.get("member")))));

        assertThat(likers.note(Map.of(topic, crowd("wow", NOON + 1)))).isEmpty();

        assertThat(likers.list(topic, Optional.empty(), 100)).hasSize(50);
    }

    private static Map<String, MemberLike> crowd(String reaction, long acceptedAt) {
        Map<String, MemberLike> members = new HashMap<>();
        IntStream.range(0, 50).forEach(n -> members.put("m" + n, new MemberLike(reaction, acceptedAt)));
        return members;
    }

    @Test
    void note_shouldBeginNoMoreCalls_whenItsTimeIsOver() {
        Topic topic = Topic.video("slow");
        likers.note(Map.of(topic, Map.of("ann", new MemberLike("like", NOON))));
        AtomicLong millis = new AtomicLong();
        WatchedDynamo watched = new WatchedDynamo(dynamo.client());
        watched.after = request -> millis.addAndGet(DynamoLikers.WRITING.toMillis());
        DynamoLikers slow = new DynamoLikers(
                watched.client(), "test-", Duration.ofDays(7), () -> Instant.ofEpochMilli(millis.get()));
        Map<Topic, Map<String, MemberLike>> later = Map.of(topic, Map.of("ann", new MemberLike("wow", NOON + 1)));

        assertThat(slow.note(later)).containsExactly(topic);
        assertThat(watched.requests).hasSize(1);
        assertThat(likers.find(topic, "ann")).contains(new Liker("ann", new MemberLike("like", NOON)));

        watched.after = request -> {};
        assertThat(slow.note(later)).isEmpty();
        assertThat(likers.find(topic, "ann")).contains(new Liker("ann", new MemberLike("wow", NOON + 1)));
    }

    @Test
    void list_shouldRefuse_whenTheLimitIsOutOfRange() {
        assertThatThrownBy(() -> likers.list(Topic.video("1"), Optional.empty(), 0))
                .hasMessage("limit: 0 (expected: 1 to 1000)");
    }
}

package io.groundswell.likes.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.groundswell.event.Topic;
import io.groundswell.http.Endpoint;
import io.groundswell.http.Exchange;
import io.groundswell.http.ProblemType;
import io.groundswell.http.Response;
import io.groundswell.store.Likers;
import io.groundswell.store.Likers.Liker;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Shows who liked one video, by pages, or whether one member did. Whoever may watch it may see that. */
final class LikersEndpoint implements Endpoint {
    private static final int OK = 200;

    private final Access access;
    private final VideoReads videos;
    private final Reads reads;

    LikersEndpoint(Access access, VideoReads videos, Reads reads) {
        this.access = access;
        this.videos = videos;
        this.reads = reads;
    }

    /** @param after where the next page begins; absent where there is none */
    private record Answer(
            List<Like> likes,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String after) {}

    private record Like(String member, String reaction, long at) {
        static Like of(Liker liker) {
            return new Like(
                    liker.member(), liker.like().reaction(), liker.like().acceptedAt());
        }
    }

    @Override
    public void handle(Exchange exchange) {
        Topic topic = access.toRead(exchange).topic();
        LikersPage page = LikersPage.of(exchange);
        Likers likers = videos.likers()
                .orElseThrow(() -> ProblemType.NOT_FOUND.exception("who liked what is not recorded here"));
        reads.answer(exchange, () -> Response.json(OK, answer(likers, topic, page)));
    }

    private static Answer answer(Likers likers, Topic topic, LikersPage page) {
        return page.member()
                .map(member -> new Answer(
                        likers.find(topic, member).map(Like::of).stream().toList(), null))
                .orElseGet(() -> list(likers, topic, page));
    }

    /** One more than is shown tells whether there is another page. */
    private static Answer list(Likers likers, Topic topic, LikersPage page) {
        List<Liker> found = likers.list(topic, page.after(), page.limit() + 1);
        List<Liker> shown = found.subList(0, Math.min(page.limit(), found.size()));
        String next = found.size() > shown.size() ? shown.getLast().member() : null;
        return new Answer(shown.stream().map(Like::of).toList(), next);
    }
}

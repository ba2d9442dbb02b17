package io.groundswell.likes.http;

import io.groundswell.event.Topic;
import io.groundswell.http.Endpoint;
import io.groundswell.http.Exchange;
import io.groundswell.http.Response;
import java.util.Map;

/** Shows the totals of one video. */
final class VideoEndpoint implements Endpoint {
    private static final int OK = 200;

    private final Access access;
    private final VideoReads videos;
    private final Reads reads;

    VideoEndpoint(Access access, VideoReads videos, Reads reads) {
        this.access = access;
        this.videos = videos;
        this.reads = reads;
    }

    private record Answer(String topic, Map<String, Long> totals, long comments, long viewers) {}

    @Override
    public void handle(Exchange exchange) {
        Topic topic = access.toRead(exchange).topic();
        reads.answer(exchange, () -> Response.json(OK, answer(topic)));
    }

    private Answer answer(Topic topic) {
        return new Answer(topic.toString(), videos.totals(topic), videos.comments(topic), videos.viewers(topic));
    }
}

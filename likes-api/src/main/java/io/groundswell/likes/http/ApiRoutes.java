package io.groundswell.likes.http;

import io.groundswell.access.Tokens;
import io.groundswell.http.Endpoint;
import io.groundswell.http.Routes;
import io.groundswell.likes.limit.RateLimits;

/** Puts the endpoints together. */
public final class ApiRoutes {
    private final Access access;
    private final Publishing publishing;
    private final PublishAnswers answers;
    private final VideoReads videos;
    private final Reads reads;

    private ApiRoutes(Access access, Publishing publishing, VideoReads videos, Reads reads) {
        this.access = access;
        this.publishing = publishing;
        this.answers = new PublishAnswers(publishing.clock(), publishing.metrics());
        this.videos = videos;
        this.reads = reads;
    }

    public static Routes of(Tokens tokens, RateLimits limits, Publishing publishing, VideoReads videos, Reads reads) {
        return ApiRoute.all(new ApiRoutes(new Access(tokens, limits), publishing, videos, reads)::endpoint);
    }

    private Endpoint endpoint(ApiRoute route) {
        return switch (route) {
            case LIKE -> new LikeEndpoint(access, publishing, answers);
            case COMMENT -> new CommentEndpoint(access, publishing, answers);
            case LIKERS -> new LikersEndpoint(access, videos, reads);
            case VIDEO -> new VideoEndpoint(access, videos, reads);
            case COMMENTS -> new CommentsEndpoint(access, videos, reads);
            case OPEN_API -> OpenApi.load();
        };
    }
}

package io.groundswell.local;

import io.groundswell.local.client.ApiClient;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Comments on a video. */
@Command(
        name = "comment",
        mixinStandardHelpOptions = true,
        header = "Comment on a video.",
        description = "%nIt is done when the queue has the comment.%n",
        footerHeading = "%nExample:%n",
        footer = "  groundswell comment 42 \"What a goal\"")
final class CommentCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "VIDEO", description = "The video's id, such as 42.")
    private String video = "";

    @Parameters(index = "1", paramLabel = "TEXT", description = "1 to 1000 characters.")
    private String text = "";

    @Mixin
    private final ApiOption api = new ApiOption();

    @Mixin
    private final TokenOption token = new TokenOption();

    @Override
    public Integer call() {
        String id = Topics.video(video, spec).id();
        try (ApiClient client = new ApiClient(api.address, token.value)) {
            String eventId = client.comment(id, text);
            spec.commandLine().getOut().println("accepted: comment " + eventId + " on video:" + id);
        }
        return 0;
    }
}

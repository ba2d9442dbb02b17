package io.groundswell.local;

import io.groundswell.aws.Parallel;
import io.groundswell.local.client.ApiClient;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Likes a video. */
@Command(
        name = "like",
        mixinStandardHelpOptions = true,
        header = "Like a video, once or often.",
        description = "%nIt is done when the queue has every like.%n",
        footerHeading = "%nExamples:%n",
        footer = {
            "  groundswell like 42",
            "  groundswell like 42 --reaction love --count 100",
            "  groundswell like 42 --api http://localhost:9000"
        })
final class LikeCommand implements Callable<Integer> {
    private static final int AT_ONCE = 16;
    private static final int MOST = 10_000;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Parameters(paramLabel = "VIDEO", description = "The video's id, such as 42.")
    private String video = "";

    @Option(
            names = "--reaction",
            paramLabel = "NAME",
            defaultValue = "like",
            description = "like, love, laugh, wow or clap (default: ${DEFAULT-VALUE}).")
    private String reaction = "";

    @Option(
            names = "--count",
            paramLabel = "N",
            defaultValue = "1",
            description = "How many likes, 1 to 10000 (default: ${DEFAULT-VALUE}).")
    private int count;

    @Mixin
    private final ApiOption api = new ApiOption();

    @Mixin
    private final TokenOption token = new TokenOption();

    @Override
    public Integer call() {
        if (count < 1 || count > MOST) {
            throw new ParameterException(spec.commandLine(), "count: " + count + " (expected: 1 to " + MOST + ")");
        }
        String id = Topics.video(video, spec).id();
        try (ApiClient client = new ApiClient(api.address, token.value)) {
            Parallel.map(IntStream.range(0, count).boxed().toList(), AT_ONCE, number -> {
                client.like(id, reaction);
                return number;
            });
        }
        spec.commandLine().getOut().println("accepted: " + count + " × " + reaction + " for video:" + id);
        return 0;
    }
}

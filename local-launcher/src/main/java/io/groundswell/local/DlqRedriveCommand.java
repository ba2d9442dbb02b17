package io.groundswell.local;

import io.groundswell.local.deadletters.DeadLetterQueue;
import java.io.PrintWriter;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Sends dead letters again. */
@Command(
        name = "redrive",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        header = "Send dead letters to the dispatcher again.",
        description =
                "%nAs they are; what cannot be handled still comes back. It may be done twice: events merge. One whose"
                        + " events are older than counters are kept apart for is refused by the dispatcher, and says"
                        + " so.%n",
        footerHeading = "%nExamples:%n",
        footer = {
            "  groundswell dlq redrive 0e8d5c9a-…           those with these ids, as \"dlq list\" gives them",
            "  groundswell dlq redrive --all                all that were there when it began",
            "  groundswell dlq redrive --all --queue-url https://…/letters --to https://…/events"
        })
final class DlqRedriveCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Parameters(paramLabel = "ID", arity = "0..*", description = "Which ones.")
    private List<String> ids = List.of();

    @Option(names = "--all", description = "All of them.")
    private boolean all;

    @Option(
            names = "--to",
            paramLabel = "URL",
            description = "The queue that dispatchers read; of the running platform it is known.")
    private Optional<String> to = Optional.empty();

    @Option(
            names = "--most",
            paramLabel = "N",
            defaultValue = "10000",
            description = "How many dead letters are looked at, 1 to 10000 (default: ${DEFAULT-VALUE}).")
    private int most;

    @Mixin
    private final DlqOptions options = new DlqOptions();

    @Override
    public Integer call() {
        requireUsage();
        DlqOptions.Place place = options.place(spec);
        String target = to.or(place::source)
                .orElseThrow(() -> new ParameterException(
                        spec.commandLine(), "--to: missing (expected: the queue's URL, with --queue-url)"));
        try (SqsClient sqs = place.sqs()) {
            DeadLetterQueue.Redrive done = new DeadLetterQueue(sqs, place.deadLetters())
                    .redrive(
                            target,
                            letter -> all || ids.contains(letter.id()),
                            InstantSource.system().instant(),
                            most);
            return report(done);
        }
    }

    private void requireUsage() {
        DlqListCommand.requireMost(most, spec);
        if (all == !ids.isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(), "which: " + (all ? "both" : "none") + " (expected: ids, or --all)");
        }
    }

    private int report(DeadLetterQueue.Redrive done) {
        PrintWriter out = spec.commandLine().getOut();
        out.printf("redriven: %d%s%n", done.redriven().size(), done.all() || !all ? "" : ", there may be more");
        List<String> missing =
                ids.stream().filter(id -> !done.redriven().contains(id)).toList();
        if (missing.isEmpty()) {
            return 0;
        }
        spec.commandLine()
                .getErr()
                .println("groundswell dlq redrive: ids: " + String.join(", ", missing)
                        + " (expected: dead letters that nobody else looks at)");
        return 1;
    }
}

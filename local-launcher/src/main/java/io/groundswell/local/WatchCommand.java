package io.groundswell.local;

import io.groundswell.event.Topic;
import io.groundswell.local.client.ClientException;
import io.groundswell.local.client.StreamClient;
import io.groundswell.local.client.StreamEvent;
import java.io.PrintWriter;
import java.net.URI;
import java.time.Duration;
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

/** Prints what viewers get. */
@Command(
        name = "watch",
        mixinStandardHelpOptions = true,
        header = "Print the events of topics as viewers get them.",
        description = "%nOne event a line: its name, then its data as JSON. A broken stream is resumed where it broke."
                + " It ends with Ctrl-C, or after --count events.%n",
        footerHeading = "%nExamples:%n",
        footer = {
            "  groundswell watch video:42",
            "  groundswell watch video:42 video:43 --count 10",
            "  groundswell watch video:42 --stream http://localhost:8082    one node itself"
        })
final class WatchCommand implements Callable<Integer> {
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final int MOST_FAILURES = 60;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Parameters(paramLabel = "TOPIC", arity = "1..*", description = "kind:id, such as video:42.")
    private List<String> topics = List.of();

    @Option(
            names = "--stream",
            paramLabel = "URL",
            defaultValue = "http://localhost:8081",
            description = "The stream address (default: ${DEFAULT-VALUE}).")
    private URI stream = URI.create("http://localhost:8081");

    @Option(names = "--count", paramLabel = "N", description = "End after this many events.")
    private long count = Long.MAX_VALUE;

    @Mixin
    private final TokenOption token = new TokenOption();

    private long printed;
    private Optional<String> refusal = Optional.empty();

    @Override
    public Integer call() throws InterruptedException {
        if (count < 1) {
            throw new ParameterException(spec.commandLine(), "count: " + count + " (expected: 1 or more)");
        }
        List<Topic> parsed =
                topics.stream().map(topic -> Topics.parse(topic, spec)).toList();
        try (StreamClient client = new StreamClient(stream, parsed, token.value)) {
            watch(client);
        }
        return 0;
    }

    /** A stream that was there may come back; one that never was is an error at once. */
    private void watch(StreamClient client) throws InterruptedException {
        boolean connected = false;
        int failures = 0;
        while (true) {
            try {
                if (client.read(this::print) == StreamClient.End.ENOUGH) {
                    break;
                }
                connected = true;
                failures = 0;
                tell("stream: closed, connecting again");
            } catch (ClientException e) {
                failures++;
                if (!connected || failures == MOST_FAILURES) {
                    throw e;
                }
            }
            Thread.sleep(PAUSE);
        }
        refusal.ifPresent(why -> {
            throw new ClientException("stream: ended: " + why + " (expected: a token that is good; see --token)", null);
        });
    }

    private void tell(String line) {
        spec.commandLine().getErr().println(line);
        spec.commandLine().getErr().flush();
    }

    private boolean print(StreamEvent event) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(event.name() + " " + event.data());
        out.flush();
        printed++;
        // Nothing but another token helps after that, and there is none.
        refusal = event.name().equals("error") ? Optional.of(event.data()) : Optional.empty();
        return refusal.isEmpty() && printed < count;
    }
}

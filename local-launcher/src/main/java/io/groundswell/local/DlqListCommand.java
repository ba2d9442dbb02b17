package io.groundswell.local;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.groundswell.local.deadletters.DeadLetter;
import io.groundswell.local.deadletters.DeadLetterQueue;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Looks at the dead letters and leaves them where they are. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        header = "List the dead letters; they stay where they are.",
        description =
                "%nFor each its id, how long it has been there, how often it had been received, its topics, and why it"
                        + " was set aside. While it is looked at, for up to two minutes, nobody else can.%n")
final class DlqListCommand implements Callable<Integer> {
    private static final String NO_REASON =
            "none: moved by the queue's redrive policy, most likely since the function ends each time it meets it";
    private static final int MOST_TOPICS = 3;
    private static final ObjectMapper JSON = new ObjectMapper();

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Option(
            names = "--most",
            paramLabel = "N",
            defaultValue = "100",
            description = "How many, 1 to 10000 (default: ${DEFAULT-VALUE}).")
    private int most;

    @Option(names = "--json", description = "One line of JSON for each, with its body, for scripts.")
    private boolean json;

    @Mixin
    private final DlqOptions options = new DlqOptions();

    @Override
    public Integer call() {
        requireMost(most, spec);
        DlqOptions.Place place = options.place(spec);
        try (SqsClient sqs = place.sqs()) {
            DeadLetterQueue.Look look = new DeadLetterQueue(sqs, place.deadLetters()).look(most);
            print(look, spec.commandLine().getOut());
        }
        return 0;
    }

    static void requireMost(int most, CommandSpec spec) {
        if (most < 1 || most > DeadLetterQueue.MOST) {
            throw new ParameterException(
                    spec.commandLine(), "most: " + most + " (expected: 1 to " + DeadLetterQueue.MOST + ")");
        }
    }

    private void print(DeadLetterQueue.Look look, PrintWriter out) {
        if (json) {
            look.letters().forEach(letter -> out.println(json(letter)));
            return;
        }
        Instant now = InstantSource.system().instant();
        if (!look.letters().isEmpty()) {
            out.printf("%-36s  %8s  %8s  %-24s  %s%n", "ID", "AGE", "RECEIVES", "TOPICS", "REASON");
        }
        for (DeadLetter letter : look.letters()) {
            out.printf(
                    "%-36s  %8s  %8d  %-24s  %s%n",
                    letter.id(),
                    age(Duration.between(letter.sentAt(), now)),
                    letter.receives(),
                    topics(letter.topics()),
                    letter.reason().orElse(NO_REASON));
        }
        out.printf("dead letters: %d%s%n", look.letters().size(), look.all() ? "" : " looked at, there are more");
    }

    private static ObjectNode json(DeadLetter letter) {
        ObjectNode line = JSON.createObjectNode();
        line.put("id", letter.id());
        line.put("sentAt", letter.sentAt().toEpochMilli());
        line.put("receives", letter.receives());
        letter.topics().forEach(line.putArray("topics")::add);
        letter.reason().ifPresent(reason -> line.put("reason", reason));
        line.put("body", letter.body());
        return line;
    }

    private static String topics(List<String> topics) {
        if (topics.isEmpty()) {
            return "unreadable";
        }
        String first = String.join(",", topics.subList(0, Math.min(topics.size(), MOST_TOPICS)));
        return topics.size() <= MOST_TOPICS ? first : first + " +" + (topics.size() - MOST_TOPICS);
    }

    private static String age(Duration age) {
        if (age.toDays() > 0) {
            return age.toDays() + " d";
        }
        if (age.toHours() > 0) {
            return age.toHours() + " h";
        }
        return age.toMinutes() > 0 ? age.toMinutes() + " min" : Math.max(0, age.toSeconds()) + " s";
    }
}

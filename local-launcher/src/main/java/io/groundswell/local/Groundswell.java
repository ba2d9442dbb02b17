package io.groundswell.local;

import java.net.URI;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** The command line. Exit codes: 0 done, 1 failed, 2 wrong usage; each failure is one line on standard error. */
@Command(
        name = "groundswell",
        header = "Real-time likes and comments for live video, on your machine.",
        description = "%nStart with \"up\": it runs the whole platform (SQS, DynamoDB, API, dispatcher, streaming nodes"
                + " behind a balancer, demo page). The other commands talk to it over HTTP, as any client would.%n",
        mixinStandardHelpOptions = true,
        version = "groundswell 0.1.0",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            UpCommand.class,
            DownCommand.class,
            StatusCommand.class,
            LikeCommand.class,
            CommentCommand.class,
            WatchCommand.class,
            TokenCommand.class,
            DlqCommand.class
        },
        footerHeading = "%nTry it, in two terminals:%n",
        footer = {
            "  groundswell up                     and open http://localhost:8080/",
            "  groundswell watch video:42         prints what viewers of video 42 get",
            "  groundswell like 42                a like of video 42",
            "  groundswell comment 42 \"Hello\"     a comment on it",
            "  groundswell token ann              a token, where tokens are required",
            "  groundswell dlq list               messages that could not be handled",
            "  groundswell COMMAND --help         says more of each"
        })
public final class Groundswell implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    /** Says where its output goes, and runs commands. */
    public static CommandLine commandLine() {
        return new CommandLine(new Groundswell())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpAutoWidth(true)
                .registerConverter(URI.class, Groundswell::address)
                .setParameterExceptionHandler(OneLineErrors::wrongUsage)
                .setExecutionExceptionHandler(OneLineErrors::failure);
    }

    private static URI address(String text) {
        if (!text.matches("https?://[^/?#]+/?")) {
            throw new TypeConversionException("'" + text + "' is no address such as http://localhost:8080");
        }
        return URI.create(text);
    }

    /** Without a command there is nothing to do but to say what there is. */
    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getErr());
        return CommandLine.ExitCode.USAGE;
    }
}

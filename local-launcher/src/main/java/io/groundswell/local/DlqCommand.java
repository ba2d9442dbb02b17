package io.groundswell.local;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** What to do with messages that nobody could handle. */
@Command(
        name = "dlq",
        mixinStandardHelpOptions = true,
        header = "List the dead letters, or send them again.",
        description = "%nA message that can never be read is set aside by the dispatcher, with a reason. One that was"
                + " received a hundred times in vain is set aside by the queue, without one: most likely the function"
                + " ends each time it meets it.%n",
        synopsisSubcommandLabel = "(list | redrive)",
        subcommands = {DlqListCommand.class, DlqRedriveCommand.class},
        footerHeading = "%nExamples:%n",
        footer = {
            "  groundswell dlq list",
            "  groundswell dlq redrive --all",
            "  groundswell dlq list --queue-url https://sqs.eu-west-1.amazonaws.com/1/letters --region eu-west-1"
        })
final class DlqCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getErr());
        return CommandLine.ExitCode.USAGE;
    }
}

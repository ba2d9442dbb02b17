package io.groundswell.local;

import io.groundswell.local.client.ApiClient;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints a development token. */
@Command(
        name = "token",
        mixinStandardHelpOptions = true,
        header = "Print a token of a member, signed by the running platform.",
        description =
                "%nIt is good for 12 hours and only for this run of \"up\"; where the platform is deployed there are"
                        + " no such tokens.%n",
        footerHeading = "%nExamples:%n",
        footer = {
            "  groundswell token ann",
            "  groundswell like 42 --token \"$(groundswell token ann)\"",
            "  curl -N -H \"Authorization: Bearer $(./groundswell token ann)\" 'http://localhost:8081/v1/stream?topic=video:42'"
        })
final class TokenCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Parameters(paramLabel = "NAME", description = "The member's name.")
    private String name = "";

    @Mixin
    private final ApiOption api = new ApiOption();

    @Override
    public Integer call() {
        try (ApiClient client = new ApiClient(api.address)) {
            spec.commandLine().getOut().println(client.developmentToken(name));
        }
        return 0;
    }
}

package io.groundswell.local;

import com.fasterxml.jackson.databind.JsonNode;
import io.groundswell.local.client.ApiClient;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Says what is where, as the running platform itself has it. */
@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        header = "Say what is where, and which nodes live.",
        description = "%nThe running platform is asked. Where nothing is running it ends with 1.%n",
        footerHeading = "%nExamples:%n",
        footer = {
            "  groundswell status",
            "  groundswell status --json          {\"api\":…,\"stream\":…,\"page\":…,\"nodes\":[{\"id\":…,\"stream\":…}]}"
        })
final class StatusCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Option(names = "--json", description = "One line of JSON, for scripts.")
    private boolean json;

    @Option(
            names = "--port-base",
            paramLabel = "PORT",
            defaultValue = "8080",
            description = "What \"up\" was started with (default: ${DEFAULT-VALUE}).")
    private int portBase;

    @Override
    public Integer call() {
        try (ApiClient api = new ApiClient(Platform.address(portBase))) {
            JsonNode status = api.get(StatusEndpoint.PATH);
            PrintWriter out = spec.commandLine().getOut();
            if (json) {
                out.println(status);
            } else {
                print(status, out);
            }
            return 0;
        }
    }

    private static void print(JsonNode status, PrintWriter out) {
        for (String part : new String[] {"page", "api", "stream"}) {
            out.printf("%-16s %s%n", part, status.path(part).asText());
        }
        for (JsonNode node : status.path("nodes")) {
            out.printf(
                    "%-16s %s%n", node.path("id").asText(), node.path("stream").asText());
        }
        out.flush();
    }
}

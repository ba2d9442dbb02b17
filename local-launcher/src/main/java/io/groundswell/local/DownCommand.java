package io.groundswell.local;

import io.groundswell.local.localstack.Container;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Takes the installation out of LocalStack again. */
@Command(
        name = "down",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        header = "Destroy what \"up --localstack\" deployed, and remove LocalStack.",
        description = "%nWhat runs on them is stopped; then the stacks are destroyed by the CDK, tables and queues with"
                + " them, and the container is removed.%n")
final class DownCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Mixin
    private final LocalStackOptions deployed = new LocalStackOptions();

    @Option(names = "--keep-localstack", description = "Leave the container where it is, without the stacks.")
    private boolean keepLocalStack;

    @Override
    public Integer call() {
        Banner banner = new Banner(spec.commandLine().getOut());
        if (deployed.isThere()) {
            Container container = deployed.start(banner::step);
            deployed.predecessor().stop();
            deployed.deployer(container, banner::step).destroy(deployed.context());
            if (!keepLocalStack) {
                container.remove();
            }
        }
        banner.step("Nothing is left in LocalStack.");
        return 0;
    }
}

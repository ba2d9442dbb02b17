package io.groundswell.infra;

import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import software.amazon.awscdk.App;
import software.amazon.awscdk.AppProps;
import software.amazon.awscdk.assertions.Template;

/** The stack as CloudFormation gets it, made once: each synthesis takes seconds. */
final class Synthesized {
    private static final Path DISPATCHER_CODE =
            Path.of("..", "lambda-dispatcher", "target", "lambda-dispatcher-function.zip");
    private static final Path OUTPUT = Path.of("target", "cdk.out");

    private static final String NODE_MISSING = "node: missing (expected: Node.js 20 or later, in which the CDK runs)";
    private static final boolean NODE_IS_THERE = lookForNode();

    private static final class Holder {
        static final Template TEMPLATE = synthesize();
    }

    /** Skips the caller where Node.js is missing, which in CI is a failure. */
    static void requireNode() {
        if (!NODE_IS_THERE && "true".equals(System.getenv("CI"))) {
            fail(NODE_MISSING);
        }
        Assumptions.assumeTrue(NODE_IS_THERE, NODE_MISSING);
    }

    static Template template() {
        return Holder.TEMPLATE;
    }

    private static Template synthesize() {
        App app = new App(AppProps.builder().outdir(OUTPUT.toString()).build());
        RegionStack stack = new RegionStack(app, "Test", new InfraConfig("groundswell-", DISPATCHER_CODE));
        return Template.fromStack(stack);
    }

    private static boolean lookForNode() {
        try {
            Process node = new ProcessBuilder("node", "--version")
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return node.waitFor() == 0;
        } catch (IOException absent) {
            System.out.println(NODE_MISSING + "; the stack is not tested");
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private Synthesized() {}
}

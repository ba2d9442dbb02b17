package io.groundswell.infra;

import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Skips a class where Node.js is missing, in which the CDK runs; in CI that is a failure. */
public final class Node implements BeforeAllCallback {
    private static final String MISSING = "node: missing (expected: Node.js 20 or later, in which the CDK runs)";
    private static final boolean IS_THERE = lookForIt();

    @Override
    public void beforeAll(ExtensionContext context) {
        if (!IS_THERE && "true".equals(System.getenv("CI"))) {
            fail(MISSING);
        }
        Assumptions.assumeTrue(IS_THERE, MISSING);
    }

    private static boolean lookForIt() {
        try {
            Process node = new ProcessBuilder("node", "--version")
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return node.waitFor() == 0;
        } catch (IOException absent) {
            System.out.println(MISSING + "; the stacks are not tested");
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}

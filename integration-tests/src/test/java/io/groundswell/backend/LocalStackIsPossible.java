package io.groundswell.backend;

import static org.junit.jupiter.api.Assertions.fail;

import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Skips a suite on LocalStack where what it needs is missing, which is told in one line; in CI that is a failure. A condition, since
 * tests of a suite that ends before them count as none, not as skipped.
 */
final class LocalStackIsPossible implements ExecutionCondition, BeforeAllCallback {
    private static final boolean IS_CI = "true".equals(System.getenv("CI"));
    private static final String MISSING = Backend.CHOSEN == Backend.EMBEDDED ? "" : missing();

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        return MISSING.isEmpty() || IS_CI
                ? ConditionEvaluationResult.enabled("on " + Backend.CHOSEN)
                : ConditionEvaluationResult.disabled(MISSING);
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        if (!MISSING.isEmpty()) {
            fail(MISSING);
        }
    }

    private static String missing() {
        String missing = "";
        String image = DeployedOnce.image().name();
        DockerImage.awaitMaking(image, DeployedOnce.IMAGE_VARIABLE);
        if (!Command.succeeds("docker", "info")) {
            missing = "docker: missing (expected: Docker, running)";
        } else if (!Command.succeeds("npm", "--version")) {
            missing = "npm: missing (expected: Node.js 20 or newer with npm)";
        } else if (!DockerImage.isHere(image) && !Command.succeeds("docker", "pull", "-q", image)) {
            missing = "image " + image + ": cannot be pulled (expected: one that is here, named by "
                    + DeployedOnce.IMAGE_VARIABLE + ")";
        }
        if (!missing.isEmpty() && !IS_CI) {
            System.out.println(missing + "; the suites on LocalStack are skipped");
        }
        return missing;
    }
}

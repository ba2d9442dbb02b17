package io.groundswell.infra;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the synthesis has to say, the rules of cdk-nag among it. */
@ExtendWith(Node.class)
final class CdkNagTest {
    @ParameterizedTest
    @EnumSource(Deployment.class)
    void synthesis_shouldFindNothingWrong(Deployment deployment) {
        assertThat(deployment.messages("error")).isEmpty();
    }

    @Test
    void synthesis_shouldWarnInOneLine_whenHttpsIsOff() {
        List<String> warnings = Deployment.ONE_REGION.messages("warning");

        assertThat(warnings).hasSize(1);
        assertThat(warnings.getFirst())
                .startsWith("HTTPS: off for api and stream (expected: ")
                .doesNotContain("\n");
    }

    @ParameterizedTest
    @EnumSource(
            value = Deployment.class,
            names = {"EVERY_OPTION", "THREE_REGIONS"})
    void synthesis_shouldWarnOfNothing_whenHttpsIsOn(Deployment deployment) {
        assertThat(deployment.messages("warning")).isEmpty();
    }

    /** A rule that is left out for a resource says why, in a sentence. */
    @ParameterizedTest
    @EnumSource(Deployment.class)
    void suppressions_shouldSayWhy(Deployment deployment) {
        List<String> reasons = deployment
                .stacks()
                .map(deployment::stack)
                .flatMap(stack -> stack.findValues("rules_to_suppress").stream())
                .flatMap(rules -> rules.valueStream())
                .map(rule -> rule.path("reason").asText())
                .toList();

        assertThat(reasons).isNotEmpty().allMatch(reason -> reason.length() > 40, "is a sentence");
    }
}

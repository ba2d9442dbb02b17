package io.groundswell.infra.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundswell.infra.Deployment;
import io.groundswell.infra.Node;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(Node.class)
final class PlaceTest {
    @ParameterizedTest
    @CsvSource({"ONE_REGION, 14", "EVERY_OPTION, 30"})
    void logs_shouldBeKeptAsLongAsIsConfigured_ofEachProcess(Deployment deployment, int days) {
        assertThat(deployment.resources("service", "AWS::Logs::LogGroup"))
                .hasSize(3)
                .allSatisfy(logs -> assertThat(
                                logs.at("/Properties/RetentionInDays").asInt())
                        .isEqualTo(days));
    }
}

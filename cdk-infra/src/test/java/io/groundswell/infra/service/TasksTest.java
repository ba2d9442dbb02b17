package io.groundswell.infra.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundswell.infra.Deployment;
import io.groundswell.infra.Node;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Node.class)
final class TasksTest {
    /** What an image is built with stands beside the template: there it is only a hash of all. */
    @Test
    void images_shouldStandOnTheBaseThatIsConfigured_whenThatIsAnotherThanItComes() {
        assertThat(Deployment.EVERY_OPTION.assets("service").findValues("BASE"))
                .isNotEmpty()
                .allSatisfy(base -> assertThat(base.asText()).isEqualTo("registry.example.com/jre:25"));
        assertThat(Deployment.ONE_REGION.assets("service").findValues("BASE"))
                .isNotEmpty()
                .allSatisfy(base -> assertThat(base.asText()).isEqualTo("eclipse-temurin:25-jre"));
    }
}

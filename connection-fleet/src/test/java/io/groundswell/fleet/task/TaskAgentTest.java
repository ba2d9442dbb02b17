package io.groundswell.fleet.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TaskAgentTest {
    private final EcsStandIn ecs = new EcsStandIn();
    private final TaskAgent agent = new TaskAgent();

    TaskAgentTest() throws IOException {}

    @AfterEach
    void close() {
        agent.close();
        ecs.close();
    }

    @Test
    void protect_shouldSayForHowLong_andGiveItBackAtOnce() throws IOException {
        agent.protect(ecs.agent(), true);
        agent.protect(ecs.agent(), false);

        assertThat(ecs.asked)
                .containsExactly(
                        "PUT {\"ProtectionEnabled\":true,\"ExpiresInMinutes\":10}",
                        "PUT {\"ProtectionEnabled\":false}");
    }

    @Test
    void protect_shouldFail_whenTheAgentAnswersAnError() {
        ecs.answers(400, "{\"error\":{\"Code\":\"AccessDeniedException\"}}");

        assertThatThrownBy(() -> agent.protect(ecs.agent(), true))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("400 {\"error\":{\"Code\":\"AccessDeniedException\"}} (expected: 200)");
    }

    @Test
    void protect_shouldFail_whenEcsRefuses() {
        ecs.answers(200, "{\"failure\":{\"Reason\":\"DEPLOYMENT_BLOCKED\"}}");

        assertThatThrownBy(() -> agent.protect(ecs.agent(), true))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("DEPLOYMENT_BLOCKED")
                .hasMessageContaining("(expected: ProtectionEnabled true)");
    }

    @Test
    void protect_shouldFail_whenTheAnswerIsNoJsonOrEndless() {
        ecs.answers(200, "<".repeat(1 << 20));

        assertThatThrownBy(() -> agent.protect(ecs.agent(), true)).isInstanceOf(IOException.class);
    }

    @Test
    void protect_shouldFail_whenNobodyListens() {
        URI nobody = ecs.agent();
        ecs.close();

        assertThatThrownBy(() -> agent.protect(nobody, true)).isInstanceOf(IOException.class);
    }

    @Test
    void definition_shouldBeFamilyAndRevision_always() throws IOException {
        assertThat(agent.definition(ecs.metadata())).isEqualTo("nodes:17");
    }

    @Test
    void definition_shouldFail_whenTheMetadataDoNotSay() {
        ecs.answers(200, "{\"Family\":\"nodes\"}");

        assertThatThrownBy(() -> agent.definition(ecs.metadata()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("(expected: Family and Revision)");
    }
}

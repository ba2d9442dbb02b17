package io.groundswell.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.SqsClient;

class LateSqsTest {
    private final List<String> course = new ArrayList<>();
    private final LateSqs sqs = new LateSqs(() -> {
        course.add("built");
        return new Client();
    });

    @Test
    void get_shouldBuildOnce_whenItIsAskedTwice() {
        assertThat(sqs.get()).isSameAs(sqs.get());

        assertThat(course).containsExactly("built");
    }

    @Test
    void close_shouldCloseTheClient_whenItWasBuilt() {
        assertThat(sqs.get().serviceName()).isEqualTo("sqs");

        sqs.close();

        assertThat(course).containsExactly("built", "closed");
    }

    @Test
    void close_shouldDoNothing_whenNobodyAskedForTheClient() {
        sqs.close();

        assertThat(course).isEmpty();
    }

    private final class Client implements SqsClient {
        @Override
        public String serviceName() {
            return "sqs";
        }

        @Override
        public void close() {
            course.add("closed");
        }
    }
}

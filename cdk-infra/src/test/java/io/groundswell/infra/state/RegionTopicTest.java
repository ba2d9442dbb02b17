package io.groundswell.infra.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundswell.infra.Deployment;
import io.groundswell.infra.Node;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awscdk.assertions.Match;

@ExtendWith(Node.class)
final class RegionTopicTest {
    private static final String TOPIC = "AWS::SNS::Topic";

    @Test
    void topic_shouldNotBe_whenThereIsOneRegion() {
        assertThat(Deployment.ONE_REGION.resources("state", TOPIC)).isEmpty();
    }

    @Test
    void topic_shouldBeEncryptedAndRefusePlainHttp_whenThereAreThreeRegions() {
        assertThat(Deployment.THREE_REGIONS.resources("state", TOPIC))
                .hasSize(3)
                .allSatisfy(topic -> {
                    assertThat(topic.at("/Properties/TopicName").asText()).isEqualTo("groundswell-events");
                    assertThat(topic.at("/Properties/KmsMasterKeyId").isMissingNode())
                            .isFalse();
                });
        Deployment.THREE_REGIONS
                .template("state")
                .hasResourceProperties(
                        "AWS::SNS::TopicPolicy",
                        Map.of(
                                "PolicyDocument",
                                Match.objectLike(Map.of(
                                        "Statement",
                                        Match.arrayWith(List.of(Match.objectLike(Map.of(
                                                "Effect",
                                                "Deny",
                                                "Condition",
                                                Map.of("Bool", Map.of("aws:SecureTransport", "false"))))))))));
    }
}

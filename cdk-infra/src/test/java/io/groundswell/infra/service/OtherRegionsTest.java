package io.groundswell.infra.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundswell.infra.Deployment;
import io.groundswell.infra.Node;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(Node.class)
final class OtherRegionsTest {
    private static final List<String> REGIONS = List.of("eu-west-1", "us-east-1", "ap-east-1");

    @Test
    void region_shouldHearNobody_whenItIsTheOnlyOne() {
        assertThat(Deployment.ONE_REGION.resources("service", "AWS::SNS::Subscription"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"eu-west-1", "us-east-1", "ap-east-1"})
    void region_shouldHearWhatAllOthersPublishForIt_whenThereAreThree(String region) {
        var subscriptions = Deployment.THREE_REGIONS
                .json("service", region)
                .path("Resources")
                .valueStream()
                .filter(resource -> resource.path("Type").asText().equals("AWS::SNS::Subscription"))
                .map(resource -> resource.path("Properties"))
                .toList();

        assertThat(subscriptions)
                .extracting(subscription -> subscription.path("Region").asText())
                .containsExactlyInAnyOrderElementsOf(
                        REGIONS.stream().filter(other -> !other.equals(region)).toList());
        assertThat(subscriptions).allSatisfy(subscription -> {
            assertThat(subscription.path("FilterPolicy").toString()).isEqualTo("{\"targets\":[\"" + region + "\"]}");
            assertThat(subscription.path("RawMessageDelivery").asBoolean()).isTrue();
            assertThat(subscription.path("TopicArn").toString())
                    .contains(":sns:" + subscription.path("Region").asText() + ":");
        });
    }
}

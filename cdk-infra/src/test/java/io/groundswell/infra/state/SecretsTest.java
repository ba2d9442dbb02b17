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
final class SecretsTest {
    private static final String SECRET = "AWS::SecretsManager::Secret";

    @Test
    void secrets_shouldStandInNoTemplate_always() {
        assertThat(Deployment.ONE_REGION.resources("state", SECRET)).hasSize(2).allSatisfy(secret -> {
            assertThat(secret.at("/Properties/SecretString").isMissingNode()).isTrue();
            assertThat(secret.at("/Properties/GenerateSecretString/PasswordLength")
                            .asInt())
                    .isEqualTo(64);
        });
    }

    @Test
    void tokenSecret_shouldBeTheSameInAllRegions_whenItIsGenerated() {
        Deployment.THREE_REGIONS
                .template("state")
                .hasResourceProperties(
                        SECRET,
                        Map.of(
                                "Name",
                                "groundswell/token-secret",
                                "ReplicaRegions",
                                List.of(Map.of("Region", "us-east-1"), Map.of("Region", "ap-east-1"))));
        Deployment.THREE_REGIONS
                .template("state", "us-east-1")
                .resourcePropertiesCountIs(SECRET, Map.of("Name", Match.anyValue()), 0);
    }

    @Test
    void tokenSecret_shouldNotBe_whenThereIsAJwkSet() {
        assertThat(Deployment.EVERY_OPTION.resources("state", SECRET)).hasSize(1);
    }

    @Test
    void tokenSecret_shouldNotBe_whenThereIsOneAlready() {
        assertThat(Deployment.OTHER_OPTIONS.resources("state", SECRET)).hasSize(1);
    }
}

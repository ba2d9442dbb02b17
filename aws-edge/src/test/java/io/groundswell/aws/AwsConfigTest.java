package io.groundswell.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.groundswell.settings.InvalidSettingsException;
import io.groundswell.settings.Setting;
import io.groundswell.settings.Settings;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class AwsConfigTest {
    @Test
    void read_shouldPointAtAws_whenNothingIsSet() {
        assertThat(Settings.read(Map.of(), AwsConfig::read))
                .isEqualTo(new AwsConfig(
                        "us-east-1",
                        Optional.empty(),
                        Optional.empty(),
                        AwsConfig.Credentials.DEFAULT,
                        "groundswell-"));
    }

    @Test
    void read_shouldPointAtALocalStack_whenEndpointsAreSet() {
        Map<String, String> variables = Map.of(
                "AWS_REGION", "eu-west-1",
                "GROUNDSWELL_SQS_ENDPOINT", "http://127.0.0.1:9324",
                "GROUNDSWELL_DYNAMODB_ENDPOINT", "http://127.0.0.1:8000",
                "GROUNDSWELL_AWS_CREDENTIALS", "local",
                "GROUNDSWELL_TABLE_PREFIX", "test-");

        assertThat(Settings.read(variables, AwsConfig::read))
                .isEqualTo(new AwsConfig(
                        "eu-west-1",
                        Optional.of(URI.create("http://127.0.0.1:9324")),
                        Optional.of(URI.create("http://127.0.0.1:8000")),
                        AwsConfig.Credentials.LOCAL,
                        "test-"));
        assertThat(AwsConfig.SETTINGS).extracting(Setting::name).containsAll(variables.keySet());
    }

    @Test
    void read_shouldNameTheChoices_whenTheCredentialsAreUnknown() {
        assertThatThrownBy(() -> Settings.read(Map.of("GROUNDSWELL_AWS_CREDENTIALS", "root"), AwsConfig::read))
                .isInstanceOf(InvalidSettingsException.class)
                .hasMessage("GROUNDSWELL_AWS_CREDENTIALS: root (expected: choice, default, local)");
    }
}

package io.groundswell.infra.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.groundswell.settings.Setting;
import io.groundswell.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class InfraConfigTest {
    private static final String EU = "arn:aws:acm:eu-west-1:123456789012:certificate/1";

    private final Map<String, String> context = new HashMap<>();

    @TempDir
    private Path built;

    @BeforeEach
    void build() throws IOException {
        context.put("groundswell:regions", "eu-west-1");
        context.put(
                "groundswell:dispatcherCode",
                Files.createFile(built.resolve("function.zip")).toString());
        Files.createFile(built.resolve("Dockerfile"));
        context.put("groundswell:apiImage", built.toString());
        context.put("groundswell:fleetImage", built.toString());
    }

    @Test
    void read_shouldHaveDefaultsForAllButTheRegions_whenNothingElseIsSet() {
        InfraConfig config = read();

        assertThat(config.places().regions()).containsExactly("eu-west-1");
        assertThat(config.places().egress()).isEqualTo(Places.Egress.NONE);
        assertThat(config.api().isHttps()).isFalse();
        assertThat(config.tokens().areSignedWithAGeneratedSecret()).isTrue();
        assertThat(config.moderation().url()).isEmpty();
        assertThat(config.fleet().capacity()).isEqualTo(FleetSize.Capacity.FARGATE);
        assertThat(config.tablePrefix()).isEqualTo("groundswell-");
    }

    @Test
    void read_shouldTakeManyRegions_whenTheyAreDifferent() {
        context.put("groundswell:regions", "eu-west-1, us-east-1,ap-east-1");

        assertThat(read().places().regions()).containsExactly("eu-west-1", "us-east-1", "ap-east-1");
        assertThat(read().places().others("us-east-1")).containsExactly("eu-west-1", "ap-east-1");
    }

    @Test
    void read_shouldNameTheValueThatIsMissing_whenThereAreNoRegions() {
        context.remove("groundswell:regions");

        assertRefused(
                "groundswell:regions: missing (expected: list, 1 to 10 different regions of AWS such as eu-west-1, "
                        + "separated by commas)");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        groundswell:regions                | eu-wst-1          | list, 1 to 10 different regions of AWS
        groundswell:regions                | aws-global        | list, 1 to 10 different regions of AWS
        groundswell:regions                | eu-west-1,eu-west-1 | list, 1 to 10 different regions of AWS
        groundswell:name                   | Live              | text, 2 to 20 of a-z 0-9 -
        groundswell:zones                  | 4                 | number, 2 to 3
        groundswell:egress                 | proxy             | choice, none, nat
        groundswell:fleetCpu               | 3000              | number, 1024, 2048, 4096, 8192, 16384
        groundswell:fleetMemory            | 1024              | number, 4096 to 122880
        groundswell:fleetMemory            | 5000              | 4096 to 16384 in steps of 1024, with 2048 CPU units
        groundswell:fleetMostNodes         | 1                 | at most groundswell:fleetMostNodes, 1
        groundswell:fleetStreamsAimedAt    | 50000             | at most groundswell:fleetStreams, 40000
        groundswell:fleetStreams           | 60000             | at least 85000 for 60000 streams
        groundswell:fleetDrainSeconds      | 110               | number, 10 to 100
        groundswell:fleetCapacity          | lambda            | choice, fargate, ec2
        groundswell:apiMemory              | 9216              | 2048 to 8192 in steps of 1024, with 1024 CPU units
        groundswell:apiMostProcesses       | 1                 | at most groundswell:apiMostProcesses, 1
        groundswell:apiMostRequestsPerAddress | 5              | 0, or 10 and more
        groundswell:dispatcherMemory       | 128               | number, 512 to 10240
        groundswell:dispatcherConcurrency  | 1                 | 0, or 2 to 1000
        groundswell:dispatcherLeastPollers | 1                 | 0, or 2 to 200
        groundswell:messageRetentionDays   | 14                | number, 1 to 13
        groundswell:deadLetterRetentionDays | 4                | longer than groundswell:messageRetentionDays, 4 days
        groundswell:logRetentionDays       | 10                | number, 1, 3, 5, 7, 14
        groundswell:alarmEmail             | nobody            | text, an e-mail address
        groundswell:tokenJwks              | id.example.com    | address, http:// or https://
        groundswell:tokenJwks              | https://id.example.com/keys | groundswell:egress=nat beside it
        groundswell:moderationUrl          | moderation.example.com | address, http:// or https://
        groundswell:moderationUrl          | https://moderation.example.com/comments | groundswell:egress=nat beside it
        groundswell:moderationTimeoutMillis | 5                | milliseconds, 10 to 10000
        groundswell:moderationFallback     | perhaps           | choice, allow, refuse
        groundswell:apiDomain              | api.example.com   | the ARN of a certificate for api.example.com in each region
        groundswell:streamCertificates     | arn:aws:acm:eu-west-1:123456789012:certificate/1 | the domain that groundswell:streamCertificates are for
        groundswell:streamCertificates     | arn:aws:iam::123456789012:server-certificate/1 | list, ARNs of certificates
        """)
    void read_shouldSayInOneLineWhatIsExpected_whenAValueCannotBeUsed(String key, String value, String expected) {
        context.put(key, value);

        assertThatThrownBy(this::read)
                .isInstanceOf(IllegalArgumentException.class)
                .message()
                .startsWith("groundswell:")
                .contains("(expected: ", expected)
                .doesNotContain("\n");
    }

    @Test
    void read_shouldNameTheRegionWithoutACertificate_whenThereAreTwo() {
        context.put("groundswell:regions", "eu-west-1,us-east-1");
        context.put("groundswell:apiDomain", "api.example.com");
        context.put("groundswell:apiCertificates", EU);

        assertRefused("groundswell:apiCertificates: none in us-east-1 (expected: one in each of groundswell:regions)");
    }

    @Test
    void read_shouldRefuseTwoBoundsOfTheSame_whenThereArePollersAndAConcurrency() {
        context.put("groundswell:dispatcherLeastPollers", "2");
        context.put("groundswell:dispatcherConcurrency", "10");

        assertRefused(
                "groundswell:dispatcherConcurrency: 10 (expected: 0 where there are provisioned pollers, which bound "
                        + "it themselves)");
    }

    @Test
    void read_shouldSayWhatBuildsIt_whenTheDispatchersCodeIsMissing() {
        Path missing = built.resolve("nothing.zip");
        context.put("groundswell:dispatcherCode", missing.toString());

        assertRefused("groundswell:dispatcherCode: no file " + missing + " (expected: what mvn package builds)");
    }

    @Test
    void settings_shouldHaveNamesOfTheirOwn_always() {
        assertThat(InfraConfig.SETTINGS)
                .extracting(Setting::name)
                .doesNotHaveDuplicates()
                .allMatch(name -> name.startsWith("groundswell:"));
    }

    private void assertRefused(String message) {
        assertThatThrownBy(this::read)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    private InfraConfig read() {
        return Settings.read(context, InfraConfig::read);
    }
}

package io.groundswell.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundswell.aws.AwsConfig;
import io.groundswell.local.client.StubServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class GroundswellTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "up --nodes 0          | groundswell up: nodes: 0 (expected: 1 to 16)",
                "up --nodes 17         | groundswell up: nodes: 17 (expected: 1 to 16)",
                "up --nodes many       | groundswell up: Invalid value for option '--nodes': 'many' is not an int",
                "up --port-base 80     | groundswell up: port-base: 80 (expected: 1024 to 65000, or 0 for free ports)",
                "up --port-base 65530  | groundswell up: port-base: 65530 (expected: 1024 to 65000, or 0",
                "up --endpoint there   | groundswell up: Invalid value for option '--endpoint': 'there' is no address",
                "up --credentials mine | groundswell up: Invalid value for option '--credentials'",
                "up --fast             | groundswell up: Unknown option: '--fast'",
                "dance                 | groundswell: Unmatched argument at index 0: 'dance'",
                "like                  | groundswell like: Missing required parameter: 'VIDEO'",
                "like a/b              | groundswell like: topic id: a/b (expected: 1 to 128 of",
                "like 42 --count 0     | groundswell like: count: 0 (expected: 1 to 10000)",
                "like 42 --api here    | groundswell like: Invalid value for option '--api': 'here' is no address",
                "comment 42            | groundswell comment: Missing required parameter: 'TEXT'",
                "watch                 | groundswell watch: Missing required parameter: 'TOPIC'",
                "watch 42              | groundswell watch: topic: 42 (expected: kind:id",
                "dlq list --most 0     | groundswell dlq list: most: 0 (expected: 1 to 10000)",
                "dlq list --endpoint http://localhost:1 | groundswell dlq list: --endpoint: alone (expected: with --q",
                "dlq redrive           | groundswell dlq redrive: which: none (expected: ids, or --all)",
                "dlq redrive --all id  | groundswell dlq redrive: which: both (expected: ids, or --all)",
                "dlq redrive --all --queue-url http://localhost:1/q | groundswell dlq redrive: --to: missing (expected",
                "watch video:1 --count 0 | groundswell watch: count: 0 (expected: 1 or more)",
            })
    void execute_shouldSayInOneLineWhatIsWrong_whenUsageIs(String arguments, String start) {
        assertThat(run(arguments.split(" "))).isEqualTo(2);

        assertThat(err.toString()).startsWith(start).endsWith(" --help)\n").containsOnlyOnce("\n");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void execute_shouldSayInOneLine_whenNobodyAnswers() {
        String port = Integer.toString(Ports.anyFree());
        String nobody = "http://localhost:" + port;

        assertThat(run("status", "--port-base", port)).isEqualTo(1);
        assertThat(run("like", "42", "--api", nobody)).isEqualTo(1);
        assertThat(run("comment", "42", "hello", "--api", nobody)).isEqualTo(1);
        assertThat(run("watch", "video:42", "--stream", nobody)).isEqualTo(1);
        assertThat(run("dlq", "list", "--port-base", port)).isEqualTo(1);

        assertThat(err.toString().lines())
                .hasSize(5)
                .allMatch(line -> line.startsWith("groundswell ")
                        && line.contains(nobody)
                        && line.endsWith("is \"groundswell up\" running?)"));
    }

    @Test
    void watch_shouldEndAndSayWhy_whenTheTokenDoesNotDo() throws IOException {
        String refusal = "{\"code\":\"token_required\",\"reconnectable\":false}";
        String event = "event: error%ndata: %s%n%n".formatted(refusal);
        try (StubServer server = new StubServer(200, event)) {
            assertThat(run("watch", "video:42", "--stream", server.address().toString()))
                    .isEqualTo(1);
        }

        assertThat(err.toString())
                .startsWith("groundswell watch: stream: ended: " + refusal + " (expected: a token that is good");
    }

    @ParameterizedTest
    @ValueSource(strings = {"up", "status", "like", "comment", "watch", "token"})
    void help_shouldTeachByExample_whenAsked(String command) {
        assertThat(run(command, "--help")).isZero();

        assertThat(out.toString())
                .contains("Usage: groundswell " + command, "Example", "  groundswell " + command + " ");
    }

    @Test
    void help_shouldNameEveryCommand_whenAsked() {
        assertThat(run("--help")).isZero();

        assertThat(out.toString())
                .contains("up ", "status ", "like ", "comment ", "watch ", "token ", "http://localhost:8080/");
    }

    @Test
    void execute_shouldShowTheUsage_whenThereIsNoCommand() {
        assertThat(run()).isEqualTo(2);

        assertThat(err.toString()).contains("Usage: groundswell");
    }

    @Test
    void up_shouldReadItsOptions_whenGiven() {
        PlatformOptions options = up(
                "up",
                "--nodes",
                "3",
                "--port-base",
                "9000",
                "--processes",
                "--endpoint",
                "http://localhost:4566",
                "--credentials",
                "default",
                "--require-tokens");

        assertThat(options.nodes()).isEqualTo(3);
        assertThat(options.portBase()).isEqualTo(9000);
        assertThat(options.processes()).isTrue();
        assertThat(options.endpoint()).contains(URI.create("http://localhost:4566"));
        assertThat(options.credentials()).isEqualTo(AwsConfig.Credentials.DEFAULT);
        assertThat(options.variables()).containsEntry("GROUNDSWELL_GUESTS", "false");
    }

    @Test
    void up_shouldTakeTheDefaults_whenNothingIsGiven() {
        PlatformOptions options = up("up");

        assertThat(options.nodes()).isEqualTo(2);
        assertThat(options.portBase()).isEqualTo(8080);
        assertThat(options.processes()).isFalse();
        assertThat(options.endpoint()).isEmpty();
        assertThat(options.credentials()).isEqualTo(AwsConfig.Credentials.LOCAL);
        assertThat(options.variables()).isEmpty();
    }

    private static PlatformOptions up(String... arguments) {
        CommandLine parsed = Groundswell.commandLine();
        CommandLine up = Objects.requireNonNull(parsed.parseArgs(arguments).subcommand())
                .commandSpec()
                .commandLine();
        return ((UpCommand) up.getCommand()).options();
    }

    private int run(String... arguments) {
        return Groundswell.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }
}

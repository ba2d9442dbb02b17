package io.groundswell.promises;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundswell.backend.LocalStackOnly;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * {@code npx cdk synth}, as whoever deploys runs it, on a machine that knows nothing of AWS: it has nothing to say but that HTTPS is
 * off, and what cannot be used stops it with one line. Only the build of {@code cdk.json} is left out, which Maven has done.
 */
@LocalStackOnly
class SynthSuite {
    private static final Path INFRA = Path.of("../cdk-infra");
    private static final String JAVA_FOLDER =
            Path.of(System.getProperty("java.home"), "bin").toString();
    private static final long LONGEST_MINUTES = 3;
    private static final Pattern COLOUR = Pattern.compile("\\x1B\\[[0-9;]*m");

    @TempDir
    private Path folder;

    /** What came of a command. */
    private record Outcome(int code, List<String> lines) {}

    @BeforeAll
    static void install(@TempDir Path folder) throws Exception {
        if (!Files.isExecutable(INFRA.resolve("node_modules/.bin/cdk"))) {
            Outcome installed = run(List.of("npm", "ci", "--no-audit", "--no-fund"), folder);
            assertThat(installed.code()).as(installed.toString()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"us-east-1", "eu-west-1,us-east-1,ap-east-1"})
    void synth_shouldWarnOfPlainHttpAlone_whenNothingIsKnownButRegions(String regions) throws Exception {
        Outcome synthesis = synth("groundswell:regions=" + regions);

        assertThat(synthesis.code()).as(synthesis.toString()).isZero();
        assertThat(synthesis.lines().stream().filter(SynthSuite::isComplaint))
                .isNotEmpty()
                .allMatch(line -> line.startsWith("WARNING HTTPS: off for api and stream (expected: "));
        for (String region : regions.split(",", -1)) {
            assertThat(folder.resolve("cdk.out/groundswell-service-" + region + ".template.json"))
                    .exists();
        }
    }

    @Test
    void synth_shouldStopWithOneLine_whenASizeIsOutOfRange() throws Exception {
        Outcome synthesis = synth("groundswell:regions=us-east-1", "groundswell:fleetCpu=3000");

        assertThat(synthesis.code()).as(synthesis.toString()).isNotZero();
        assertThat(synthesis.lines().stream().filter(line -> line.contains("groundswell:")))
                .as("one line of ours, which the CDK may say again")
                .isNotEmpty()
                .allMatch(line -> line.contains("groundswell:fleetCpu: 3000 (expected: number, 1024"));
        assertThat(synthesis.lines()).noneMatch(line -> line.contains("at io.groundswell."));
    }

    /** As the CDK says what constructs warn of, and what is wrong with them. */
    private static boolean isComplaint(String line) {
        return line.startsWith("WARNING ") || line.startsWith("ERROR ");
    }

    private Outcome synth(String... context) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("npx", "cdk", "synth", "-q", "--build=true"));
        command.addAll(List.of("--no-notices", "--no-version-reporting", "--output=" + folder.resolve("cdk.out")));
        for (String value : context) {
            command.addAll(List.of("--context", value));
        }
        return run(command, folder);
    }

    /** In the folder of {@code cdk.json}. */
    private static Outcome run(List<String> command, Path folder) throws IOException, InterruptedException {
        Path said = Files.createTempFile(folder, "said", ".txt");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(INFRA.toFile())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile());
        prepare(builder.environment());
        Process process = builder.start();
        process.getOutputStream().close();
        boolean ended = process.waitFor(LONGEST_MINUTES, TimeUnit.MINUTES);
        process.descendants().forEach(ProcessHandle::destroy);
        process.destroy();
        List<String> lines = Files.readAllLines(said).stream()
                .map(line -> COLOUR.matcher(line).replaceAll(""))
                .toList();
        assertThat(ended).as("%s: came to its end; %s", command, lines).isTrue();
        return new Outcome(process.exitValue(), lines);
    }

    /** The Java of the tests, and nothing of AWS. */
    private static void prepare(Map<String, String> variables) {
        variables.keySet().removeIf(name -> name.startsWith("AWS_") || name.equals("JAVA_TOOL_OPTIONS"));
        variables.merge("PATH", JAVA_FOLDER, (path, first) -> first + ":" + path);
        variables.put("JDK_JAVA_OPTIONS", "-XX:TieredStopAtLevel=1");
        variables.put("CDK_DISABLE_VERSION_CHECK", "true");
        variables.put("CDK_DISABLE_CLI_TELEMETRY", "true");
    }
}

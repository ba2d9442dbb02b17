package io.groundswell.infra;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The program as {@code cdk synth} runs it. */
@ExtendWith(Node.class)
final class InfraAppTest {
    private static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();

    @Test
    void main_shouldStopWithOneLine_whenARegionIsUnknown() throws Exception {
        Process app = start("{\"groundswell:regions\":\"eu-wst-1\"}");

        assertThat(read(app))
                .isEqualTo("groundswell:regions: eu-wst-1 (expected: list, 1 to 10 different regions of AWS such as "
                        + "eu-west-1, separated by commas)\n");
        assertThat(app.exitValue()).isEqualTo(1);
    }

    @Test
    void text_shouldBeWhatACommandLineWouldSay_whenAFileHasOtherTypes() {
        assertThat(InfraApp.text(List.of("eu-west-1", "us-east-1"))).isEqualTo("eu-west-1,us-east-1");
        assertThat(InfraApp.text(3)).isEqualTo("3");
        assertThat(InfraApp.text(3.0)).isEqualTo("3");
        assertThat(InfraApp.text(true)).isEqualTo("true");
    }

    private static Process start(String context) throws IOException {
        ProcessBuilder app = new ProcessBuilder(
                        JAVA, "-cp", System.getProperty("java.class.path"), InfraApp.class.getName())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD);
        app.environment().put("CDK_CONTEXT_JSON", context);
        app.environment().put("JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION", "18,20");
        return app.start();
    }

    private static String read(Process app) throws IOException, InterruptedException {
        String said = new String(app.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(app.waitFor(1, TimeUnit.MINUTES)).isTrue();
        return said.lines().filter(line -> !line.startsWith("WARNING:")).reduce("", (all, line) -> all + line + "\n");
    }
}

package io.groundswell.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.Test;

class LeakWatchTest {
    @Test
    void options_shouldBeTheLevelOfThisProcess_whenItWasGivenOne() {
        assertThat(LeakWatch.options())
                .containsExactly(
                        "-Dio.netty.leakDetection.level=" + System.getProperty("io.netty.leakDetection.level"));
    }

    @Test
    void listen_shouldSayALineAgain_whenItTellsOfALeak() {
        PrintStream before = System.err;
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        System.setErr(new PrintStream(said, true, UTF_8));
        try {
            LeakWatch.listen("node-1 | LEAK: ByteBuf.release() was not called");
            LeakWatch.listen("node-1 | listens");
        } finally {
            System.setErr(before);
        }

        assertThat(said.toString(UTF_8).lines())
                .contains("node-1 | LEAK: ByteBuf.release() was not called")
                .doesNotContain("node-1 | listens");
    }
}

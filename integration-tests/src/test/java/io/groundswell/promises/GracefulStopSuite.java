package io.groundswell.promises;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.groundswell.backend.EmbeddedOnly;
import io.groundswell.likes.LikesApi;
import io.groundswell.local.embedded.EmbeddedSqs;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** An API process that is told to stop under load answers what it has begun, and what it has answered 202 is in the queue. */
@EmbeddedOnly("It counts what one process leaves in a queue that nobody reads.")
class GracefulStopSuite {
    private static final Duration START = Duration.ofMinutes(2);
    private static final int AT_ONCE = 32;

    @Test
    void process_shouldLoseNothingThatItAccepted_whenItIsToldToStopUnderLoad() throws Exception {
        try (EmbeddedSqs sqs = EmbeddedSqs.start("us-east-1");
                LikeQueue queue = new LikeQueue(sqs.endpoint())) {
            int port = freePort();
            Process process = start(queue, port);
            try {
                await().atMost(START).until(() -> listens(port));
                LikeStorm storm = new LikeStorm(URI.create("http://127.0.0.1:" + port), AT_ONCE);
                try (storm) {
                    await().atMost(START).until(() -> storm.accepted() > 1_000);
                    process.destroy();
                    assertThat(process.waitFor(25, TimeUnit.SECONDS)).isTrue();
                }
                check(storm.answers(), queue.drain());
            } finally {
                process.destroyForcibly();
            }
        }
    }

    private static void check(List<LikeStorm.Answer> answers, long counted) {
        assertThat(counted)
                .isEqualTo(answers.stream().filter(LikeStorm.Answer::accepted).count());
        assertThat(answers).noneMatch(answer -> answer.status() == 503);
        assertThat(answers.stream().filter(answer -> answer.status() == 0).count())
                .as("told by a closed connection that it is over, once each")
                .isLessThanOrEqualTo(AT_ONCE);
    }

    private static Process start(LikeQueue queue, int port) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-cp",
                        System.getProperty("java.class.path"),
                        LikesApi.class.getName())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD);
        builder.environment().putAll(queue.variables(port));
        return builder.start();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static boolean listens(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }
}

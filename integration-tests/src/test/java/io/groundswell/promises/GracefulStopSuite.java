package io.groundswell.promises;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.groundswell.backend.EmbeddedOnly;
import io.groundswell.likes.LikesApi;
import io.groundswell.local.LeakWatch;
import io.groundswell.local.embedded.EmbeddedSqs;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
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
                    process.toHandle().destroy();
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
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        List<String> command = new ArrayList<>(List.of(java, "--enable-native-access=ALL-UNNAMED"));
        command.add("--sun-misc-unsafe-memory-access=allow");
        command.addAll(LeakWatch.options());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), LikesApi.class.getName()));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(queue.variables(port));
        Process process = builder.start();
        Thread.ofVirtual().start(() -> listen(process));
        return process;
    }

    private static void listen(Process process) {
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            lines.lines().forEach(LeakWatch::listen);
        } catch (IOException | UncheckedIOException e) {
            // It was killed in the midst of a line.
        }
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

package io.groundswell.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SignedSinkTest {
    private static final LoadPlan PLAN = new LoadPlan(LoadPlan.Kind.COMMENTS, 1, 1, 100, 120, 1, 0);
    private static final String KEY = "k".repeat(32);
    private static final String TAKEN = "HTTP/1.1 204 No Content\r\n\r\n";

    private final AtomicInteger requests = new AtomicInteger();
    private final CompletableFuture<Void> threeCame = new CompletableFuture<>();
    private ServerSocket server;

    @BeforeEach
    void listen() throws IOException {
        server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    }

    @AfterEach
    void close() throws IOException {
        server.close();
    }

    @Test
    void send_shouldNotWaitForAnAnswer_whileThereIsRoom() throws Exception {
        serve(TAKEN + TAKEN + TAKEN);
        SignedSink sink = new SignedSink(PLAN, server.getLocalPort(), "node", KEY);
        sink.send(0, 1);
        sink.send(1, 2);
        sink.send(2, 3);
        sink.close();

        assertThat(threeCame).isCompleted();
    }

    @Test
    void close_shouldFail_whenAnAnswerWasAnotherOne() throws Exception {
        serve(TAKEN + "HTTP/1.1 503 Service Unavailable\r\n\r\n");
        SignedSink sink = new SignedSink(PLAN, server.getLocalPort(), "node", KEY);
        sink.send(0, 1);
        sink.send(1, 2);
        sink.send(2, 3);

        assertThatThrownBy(sink::close).isInstanceOf(IOException.class).hasMessageContaining("503");
    }

    /** Answers nothing to the first two requests, and all at once to the third. */
    private void serve(String answers) {
        Thread.ofPlatform().daemon().start(() -> {
            try (Socket client = server.accept();
                    BufferedReader in = new BufferedReader(
                            new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8))) {
                for (String line = in.readLine(); line != null; line = in.readLine()) {
                    if (line.contains("POST ") && requests.incrementAndGet() == 3) {
                        client.getOutputStream().write(answers.getBytes(StandardCharsets.US_ASCII));
                        threeCame.complete(null);
                    }
                }
            } catch (IOException e) {
                threeCame.completeExceptionally(e);
            }
        });
    }
}

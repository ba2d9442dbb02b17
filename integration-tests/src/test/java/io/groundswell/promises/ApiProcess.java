package io.groundswell.promises;

import io.groundswell.likes.LikesApi;
import io.groundswell.local.LeakWatch;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An API in a process of its own, which can be killed as the kernel kills. Any thread. */
final class ApiProcess implements AutoCloseable {
    private static final Pattern LISTENING = Pattern.compile("api: listening on port ([0-9]+)");

    private final Process process;
    private final CompletableFuture<Integer> port = new CompletableFuture<>();

    /** @param variables all that it gets */
    ApiProcess(Map<String, String> variables) throws IOException {
        String java = ProcessHandle.current().info().command().orElse("java");
        List<String> command = new ArrayList<>(
                List.of(java, "-Xmx128m", "-XX:TieredStopAtLevel=1", "--enable-native-access=ALL-UNNAMED"));
        command.addAll(LeakWatch.options());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), LikesApi.class.getName()));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(variables);
        process = builder.start();
        Thread.ofVirtual().start(this::readOutput);
    }

    private void readOutput() {
        try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
            output.lines().forEach(line -> {
                LeakWatch.listen(line);
                Matcher listening = LISTENING.matcher(line);
                if (listening.find()) {
                    port.complete(Integer.parseInt(listening.group(1)));
                }
            });
            port.completeExceptionally(new IllegalStateException("API: ended (expected: to listen)"));
        } catch (UncheckedIOException | IOException e) {
            port.completeExceptionally(e);
        }
    }

    int port() throws Exception {
        return port.get(60, TimeUnit.SECONDS);
    }

    /** As {@code kill -9} does: it has no chance to do anything more. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}

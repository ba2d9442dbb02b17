package io.groundswell.benchmarks.lambda;

import io.groundswell.local.embedded.LambdaFunction;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * A function in a process of its own, started as Lambda starts it: AWS's runtime interface client on the class path, the
 * unpacked artifact as the working folder, which the client loads the handler from, Lambda's own options of the JVM, and
 * nothing in its environment but what it is given. Any thread may invoke it; it runs one invocation at a time.
 */
public final class FunctionProcess implements LambdaFunction, AutoCloseable {
    /** As the template names it. */
    public static final String HANDLER = "io.groundswell.dispatch.DispatchHandler::handleRequest";

    private static final Duration LONGEST_INVOCATION = Duration.ofSeconds(60);
    private static final String CLIENT = "com.amazonaws.services.lambda.runtime.api.client.AWSLambda";

    /** What the function of a managed runtime finds on the class path of its process. */
    private static final List<String> RUNTIME = List.of(
            "aws-lambda-java-core-",
            "aws-lambda-java-runtime-interface-client-",
            "aws-lambda-java-serialization-",
            "utils-lite-");

    /** What Lambda passes to the JVM of a managed Java runtime, besides a class data archive of its own and the heap's size. */
    private static final List<String> OPTIONS = List.of(
            "-XX:+UseSerialGC",
            "-XX:+TieredCompilation",
            "-XX:TieredStopAtLevel=1",
            "--add-opens=java.base/java.io=ALL-UNNAMED",
            "-Dorg.crac.Core.Compat=com.amazonaws.services.lambda.crac",
            "-Djava.net.preferIPv4Stack=true",
            // The client has a native part, which JDK 25 would warn of.
            "--enable-native-access=ALL-UNNAMED");

    /** Of the function's memory, in percent. */
    private static final int HEAP_SHARE = 85;

    private final RuntimeApi api;
    private final Process process;

    /**
     * How to start it.
     *
     * @param memoryMib that the function has
     * @param isKept whether a snapshot is taken after its start
     * @param environment all that it is told of the installation
     * @param launcher what stands before the command, such as {@code taskset}
     */
    public record Plan(
            TaskRoot root, int memoryMib, boolean isKept, Map<String, String> environment, List<String> launcher) {}

    /** @param output takes the lines of its log, on another thread */
    public static FunctionProcess start(Plan plan, Consumer<String> output) throws IOException {
        RuntimeApi api = new RuntimeApi();
        ProcessBuilder builder = new ProcessBuilder(command(plan)).redirectErrorStream(true);
        builder.directory(plan.root().folder().toFile());
        Map<String, String> environment = builder.environment();
        environment.clear();
        environment.putAll(plan.environment());
        environment.putAll(Map.of(
                "AWS_LAMBDA_RUNTIME_API",
                api.address(),
                "AWS_LAMBDA_FUNCTION_NAME",
                "dispatcher",
                "AWS_LAMBDA_FUNCTION_VERSION",
                "1",
                "AWS_LAMBDA_FUNCTION_MEMORY_SIZE",
                Integer.toString(plan.memoryMib()),
                "AWS_LAMBDA_INITIALIZATION_TYPE",
                plan.isKept() ? "snap-start" : "on-demand",
                "AWS_LAMBDA_LOG_GROUP_NAME",
                "dispatcher",
                "AWS_LAMBDA_LOG_STREAM_NAME",
                "1",
                "LAMBDA_TASK_ROOT",
                plan.root().folder().toString(),
                "_HANDLER",
                HANDLER));
        return new FunctionProcess(api, builder.start(), output);
    }

    private FunctionProcess(RuntimeApi api, Process process, Consumer<String> output) {
        this.api = api;
        this.process = process;
        Thread.ofPlatform().daemon().name("output of " + process.pid()).start(() -> passOn(output));
        var _ = process.onExit().thenAccept(ended -> api.ended("process: ended with " + ended.exitValue()));
    }

    private static List<String> command(Plan plan) {
        List<String> command = new ArrayList<>(plan.launcher());
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-XX:MaxHeapSize=" + plan.memoryMib() * HEAP_SHARE / 100 + "m");
        command.addAll(OPTIONS);
        command.addAll(List.of("-cp", runtime(), CLIENT, HANDLER));
        return command;
    }

    private static String runtime() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .filter(entry ->
                        RUNTIME.stream().anyMatch(Path.of(entry).getFileName().toString()::startsWith))
                .collect(Collectors.joining(File.pathSeparator));
    }

    private void passOn(Consumer<String> output) {
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            lines.lines().forEach(output);
        } catch (IOException | UncheckedIOException e) {
            if (process.isAlive()) {
                output.accept("output: " + e.getMessage());
            }
        }
    }

    /** What it is asked through, and told to go on. */
    public RuntimeApi api() {
        return api;
    }

    public long pid() {
        return process.pid();
    }

    @Override
    public byte[] invoke(byte[] event) {
        try {
            return api.invoke(event).get(LONGEST_INVOCATION.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof InvocationFailedException failed ? failed : new CompletionException(e);
        } catch (TimeoutException _) {
            throw new InvocationFailedException("answer: none within " + LONGEST_INVOCATION.toSeconds() + " s");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CompletionException(e);
        }
    }

    /** As Lambda ends an environment: without its having a say. */
    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
        api.close();
    }
}

package io.groundswell.benchmarks.dispatch;

import io.groundswell.benchmarks.ChildJvm;
import io.groundswell.dispatch.DispatchHandler;
import io.groundswell.dispatch.DispatcherConfig;
import io.groundswell.settings.Settings;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** A handler as the function has it, and the stand-ins that it talks to. Owner: the main thread; the handler is anybody's. */
final class Surroundings implements AutoCloseable {
    private final ChildJvm standIns;
    private final DispatchHandler handler;
    private @Nullable RecordsInProcess inProcess;

    /** How rows are inserted. */
    enum Inserts {
        /** By the SDK, over HTTP on the loopback. */
        SDK,
        /** By a client that answers in this process. */
        IN_PROCESS
    }

    /** @param marks how many events may come */
    static Surroundings start(int latencyMillis, int nodes, int marks) throws IOException {
        return start(latencyMillis, nodes, marks, Inserts.SDK);
    }

    /** @param marks how many events may come */
    static Surroundings start(int latencyMillis, int nodes, int marks, Inserts inserts) throws IOException {
        ChildJvm standIns = ChildJvm.startTalking(
                StandIns.class,
                List.of("-Xmx512m", "-XX:+UseParallelGC"),
                List.of(Integer.toString(latencyMillis), Integer.toString(nodes), Integer.toString(marks)));
        return new Surroundings(standIns, "http://127.0.0.1:" + standIns.hear(), latencyMillis, inserts);
    }

    private Surroundings(ChildJvm standIns, String endpoint, int latencyMillis, Inserts inserts) {
        this.standIns = standIns;
        Map<String, String> environment = Map.of(
                "AWS_REGION",
                Rows.REGION,
                "GROUNDSWELL_AWS_CREDENTIALS",
                "local",
                "GROUNDSWELL_DYNAMODB_ENDPOINT",
                endpoint,
                "GROUNDSWELL_SQS_ENDPOINT",
                endpoint,
                "GROUNDSWELL_QUEUE_URL",
                endpoint + "/events",
                "GROUNDSWELL_DEAD_LETTER_QUEUE_URL",
                endpoint + "/letters",
                "GROUNDSWELL_INTERNAL_KEY",
                "k".repeat(32));
        this.handler = DispatchHandler.start(
                Settings.read(environment, DispatcherConfig::read),
                measured -> {},
                client -> inserts == Inserts.SDK ? client : inProcess(client, latencyMillis));
    }

    private DynamoDbClient inProcess(DynamoDbClient client, int latencyMillis) {
        inProcess = RecordsInProcess.before(client, latencyMillis);
        return inProcess.client();
    }

    DispatchHandler handler() {
        return handler;
    }

    long standInsPid() {
        return standIns.pid();
    }

    void hang(int nodes) throws IOException {
        var _ = ask("hang " + nodes);
    }

    void clear() throws IOException {
        var _ = ask("clear");
        if (inProcess != null) {
            inProcess.clear();
        }
    }

    /** How many events were recorded, and how many delivered over all nodes. */
    Counts counts() throws IOException {
        String[] numbers = ask("counts").split(" ", -1);
        long recorded = inProcess == null ? Long.parseLong(numbers[0]) : inProcess.count();
        return new Counts(recorded, Long.parseLong(numbers[1]));
    }

    record Counts(long recorded, long delivered) {}

    /** When each of the first so many events came to the last node that took it, on the clock of {@link System#nanoTime}. */
    long[] arrivals(int number) throws IOException {
        return Arrays.stream(ask("arrivals " + number).split(" ", -1))
                .mapToLong(Long::parseLong)
                .toArray();
    }

    private String ask(String command) throws IOException {
        standIns.say(command);
        return standIns.hear();
    }

    @Override
    public void close() {
        handler.close();
        standIns.close();
    }
}

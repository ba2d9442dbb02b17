package io.groundswell.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.groundswell.backend.EmbeddedOnly;
import io.groundswell.benchmarks.SocketTable;
import io.groundswell.benchmarks.lambda.FunctionProcess;
import io.groundswell.benchmarks.lambda.SqsEvents;
import io.groundswell.benchmarks.lambda.TaskRoot;
import io.groundswell.event.Topic;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * A function of which a snapshot is taken. The process is not stored and read again here: it waits where Lambda would do so, and
 * goes on with everything that it was connected to gone.
 */
@EmbeddedOnly("It runs the function's artifact by itself, and counts its connections.")
class SnapStartSuite {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final Topic TOPIC = Topic.video("1");

    @Test
    void function_shouldHoldNoConnectionInASnapshot_whenItHasBeenPrimed() throws Exception {
        FunctionLog log = new FunctionLog();
        try (TaskRoot root = TaskRoot.unpack(Artifact.ZIP);
                Services services = new Services();
                NodeStub node = new NodeStub()) {
            services.register(node.row("node", 1), TOPIC);
            services.operations();
            long others = connections(services);
            try (FunctionProcess function = FunctionProcess.start(plan(root, services.variables()), log::add)) {
                function.api().primed().get(SOON.toSeconds(), TimeUnit.SECONDS);

                await().atMost(SOON).until(() -> connections(services) == others);
                assertThat(services.operations())
                        .as("the registry has been read, and nothing been written")
                        .isNotEmpty()
                        .containsOnly("Query");
                assertThat(node.received(TOPIC).isEmpty()).isTrue();
                assertThat(log.lines())
                        .anyMatch(line -> line.contains("50 batches delivered in the rehearsal, 1 nodes"));

                function.api().restore();
                String like = Messages.like(TOPIC, "restored", System.currentTimeMillis());
                assertThat(function.invoke(SqsEvents.json(Messages.event(List.of(like)))))
                        .asString(StandardCharsets.UTF_8)
                        .isEqualTo("{\"batchItemFailures\":[]}");
                assertThat(node.received(TOPIC).counted().totals()).isEqualTo(Map.of("like", 1L));
                assertThat(connections(services)).isGreaterThan(others);
            }
        }
        assertThat(log.faults()).isEmpty();
        assertThat(log.lines()).noneMatch(line -> line.contains("\"WARN\"") || line.contains("\"ERROR\""));
    }

    /** A deployment must not hang on what primes it. */
    @Test
    void function_shouldStart_whenTheRegistryCannotBeReadBeforeTheSnapshot() throws Exception {
        FunctionLog log = new FunctionLog();
        try (TaskRoot root = TaskRoot.unpack(Artifact.ZIP);
                Services services = new Services()) {
            Map<String, String> variables = new HashMap<>(services.variables());
            services.fail(call -> true);
            try (FunctionProcess function = FunctionProcess.start(plan(root, variables), log::add)) {
                function.api().primed().get(SOON.toSeconds(), TimeUnit.SECONDS);
                services.work();
                function.api().restore();
                function.api().ready().get(SOON.toSeconds(), TimeUnit.SECONDS);
            }
        }
        assertThat(log.lines()).anyMatch(line -> line.contains("registry: not read before the snapshot"));
        assertThat(log.faults()).isEmpty();
    }

    private static FunctionProcess.Plan plan(TaskRoot root, Map<String, String> variables) {
        return new FunctionProcess.Plan(root, 1_769, true, variables, List.of());
    }

    private static long connections(Services services) throws IOException {
        return SocketTable.ofPort(services.port()).open();
    }
}

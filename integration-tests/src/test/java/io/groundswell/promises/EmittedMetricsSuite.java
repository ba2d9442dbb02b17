package io.groundswell.promises;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import io.groundswell.aws.AwsConfig;
import io.groundswell.backend.EmbeddedOnly;
import io.groundswell.dispatch.DispatchHandler;
import io.groundswell.dispatch.DispatcherConfig;
import io.groundswell.dispatch.metrics.EmbeddedMetrics;
import io.groundswell.event.Topic;
import io.groundswell.local.Platform;
import io.groundswell.local.PlatformOptions;
import io.groundswell.local.client.ApiClient;
import io.groundswell.settings.Settings;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every metric of our own that an alarm, the dashboard or a scaling policy names is written by API, node or dispatcher, under that
 * name, with that unit and that dimension. Each of them is started, has something to do, and says what it measured when it ends.
 */
@EmbeddedOnly("It starts each process by itself, and reads what that writes.")
class EmittedMetricsSuite {
    private static final String NAMESPACE = "Groundswell/test";
    private static final String KEY = "only-for-tests-on-the-loopback-0001";
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final Topic TOPIC = Topic.video("measured");

    private static final List<String> LINES = new CopyOnWriteArrayList<>();
    private static final CompletableFuture<DispatchHandler> DISPATCHER = new CompletableFuture<>();

    private static Set<MetricOfCloudWatch> emitted;

    @BeforeAll
    static void collect() {
        RequestHandler<SQSEvent, SQSBatchResponse> handler =
                (event, context) -> DISPATCHER.join().handleRequest(event, context);
        PlatformOptions options = PlatformOptions.onFreePorts()
                .withNodes(1)
                .withProcesses(true)
                .withDispatcher(ignored -> handler)
                .withVariables(Map.of("GROUNDSWELL_METRICS_NAMESPACE", NAMESPACE, "GROUNDSWELL_INTERNAL_KEY", KEY));
        try (Platform platform = Platform.start(options, LINES::add);
                DispatchHandler dispatcher = dispatcher(platform)) {
            DISPATCHER.complete(dispatcher);
            doSomething(platform);
        }
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(read())
                        .extracting(EmittedMetricsSuite::component)
                        .contains("api", "node", "dispatcher"));
        emitted = read();
    }

    private static void doSomething(Platform platform) {
        try (ApiClient api = new ApiClient(platform.api());
                Watcher watcher = new Watcher(platform.stream(), TOPIC)) {
            api.like("measured", "love");
            api.comment("measured", "hello");
            await().atMost(SOON).until(() -> watcher.shown("love") == 1);
            await().atMost(SOON).until(() -> watcher.comments().contains("hello"));
        }
    }

    @ParameterizedTest
    @MethodSource("templates")
    void alarmsAndPolicies_shouldNameMetricsThatAreEmitted_withUnitAndDimensions(Path template) throws IOException {
        List<MetricOfCloudWatch> wanted = WatchedMetrics.of(template).ofAlarmsAndPolicies().stream()
                .map(EmittedMetricsSuite::here)
                .toList();

        assertThat(wanted).hasSizeGreaterThan(8);
        assertThat(emitted).containsAll(wanted);
    }

    @ParameterizedTest
    @MethodSource("templates")
    void dashboard_shouldShowMetricsThatAreEmitted_withDimensions(Path template) throws IOException {
        Set<MetricOfCloudWatch> withoutUnits = emitted.stream()
                .map(metric -> new MetricOfCloudWatch(NAMESPACE, metric.name(), "", metric.dimensions()))
                .collect(Collectors.toSet());
        List<MetricOfCloudWatch> wanted = WatchedMetrics.of(template).ofDashboards().stream()
                .map(EmittedMetricsSuite::here)
                .toList();

        assertThat(wanted).hasSizeGreaterThan(8);
        assertThat(withoutUnits).containsAll(wanted);
    }

    /** Under one namespace, and the one that is asked for there. */
    @ParameterizedTest
    @MethodSource("templates")
    void processes_shouldBeToldTheNamespaceThatIsWatched(Path template) throws IOException {
        WatchedMetrics watched = WatchedMetrics.of(template);

        assertThat(watched.namespaces()).hasSize(1);
        assertThat(Stream.concat(watched.ofAlarmsAndPolicies().stream(), watched.ofDashboards().stream()))
                .extracting(MetricOfCloudWatch::namespace)
                .hasSameElementsAs(watched.namespaces());
    }

    static Stream<Path> templates() {
        return WatchedMetrics.templates();
    }

    /** As it is named in this test's installation. */
    private static MetricOfCloudWatch here(MetricOfCloudWatch wanted) {
        return new MetricOfCloudWatch(NAMESPACE, wanted.name(), wanted.unit(), wanted.dimensions());
    }

    private static String component(MetricOfCloudWatch metric) {
        return metric.dimensions().getOrDefault("component", "none");
    }

    /** Processes have their names before their lines. */
    private static Set<MetricOfCloudWatch> read() {
        return LINES.stream()
                .map(line -> line.substring(line.indexOf('{') < 0 ? 0 : line.indexOf('{')))
                .flatMap(MetricOfCloudWatch::of)
                .collect(Collectors.toSet());
    }

    private static DispatchHandler dispatcher(Platform platform) {
        AwsConfig aws = platform.aws();
        Map<String, String> settings = Map.of(
                "AWS_REGION",
                aws.region(),
                "GROUNDSWELL_SQS_ENDPOINT",
                aws.sqsEndpoint().map(URI::toString).orElseThrow(),
                "GROUNDSWELL_DYNAMODB_ENDPOINT",
                aws.dynamodbEndpoint().map(URI::toString).orElseThrow(),
                "GROUNDSWELL_AWS_CREDENTIALS",
                "local",
                "GROUNDSWELL_TABLE_PREFIX",
                aws.tablePrefix(),
                "GROUNDSWELL_QUEUE_URL",
                platform.queues().url(),
                "GROUNDSWELL_DEAD_LETTER_QUEUE_URL",
                platform.queues().deadLetterUrl(),
                "GROUNDSWELL_INTERNAL_KEY",
                KEY,
                "GROUNDSWELL_METRICS_NAMESPACE",
                NAMESPACE);
        DispatcherConfig config = Settings.read(settings, DispatcherConfig::read);
        return DispatchHandler.start(config, EmbeddedMetrics.of(config.metrics(), LINES::add));
    }
}

package io.groundswell.promises;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What a template of a service stack wants of the installation's own metrics: in alarms, in scaling policies, on the dashboard. The
 * templates are those that are written down, which another test holds to what the CDK makes.
 */
final class WatchedMetrics {
    private static final Path SNAPSHOTS = Path.of("../cdk-infra/src/test/resources/snapshots");
    private static final String OWN = "Groundswell/";

    private final JsonNode resources;

    private WatchedMetrics(JsonNode template) {
        this.resources = template.path("Resources");
    }

    /** The service stacks of every installation that is written down. */
    static Stream<Path> templates() {
        try (Stream<Path> files = Files.walk(SNAPSHOTS)) {
            return files.filter(file -> file.getFileName().toString().contains("-service-")).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static WatchedMetrics of(Path template) throws IOException {
        return new WatchedMetrics(MetricOfCloudWatch.json(Files.readString(template)));
    }

    /** What processes are told to write their metrics in. */
    Set<String> namespaces() {
        Stream<String> tasks = properties("AWS::ECS::TaskDefinition")
                .flatMap(task -> task.path("ContainerDefinitions").valueStream())
                .map(container -> container
                        .path("Environment")
                        .valueStream()
                        .filter(setting -> setting.path("Name").asText().equals("GROUNDSWELL_METRICS_NAMESPACE"))
                        .map(setting -> setting.path("Value").asText())
                        .findFirst()
                        .orElse("none"));
        Stream<String> functions = properties("AWS::Lambda::Function")
                .map(function -> function.at("/Environment/Variables"))
                .filter(variables -> variables.has("GROUNDSWELL_QUEUE_URL"))
                .map(variables ->
                        variables.path("GROUNDSWELL_METRICS_NAMESPACE").asText("none"));
        return Stream.concat(tasks, functions).collect(Collectors.toSet());
    }

    /** With units: those of alarms and scaling policies. */
    List<MetricOfCloudWatch> ofAlarmsAndPolicies() {
        Stream<JsonNode> alarms = properties("AWS::CloudWatch::Alarm");
        Stream<JsonNode> policies = properties("AWS::ApplicationAutoScaling::ScalingPolicy")
                .map(policy -> policy.at("/TargetTrackingScalingPolicyConfiguration/CustomizedMetricSpecification"));
        return Stream.concat(alarms, policies)
                .filter(metric -> metric.path("Namespace").asText().startsWith(OWN))
                .map(metric -> new MetricOfCloudWatch(
                        metric.path("Namespace").asText(),
                        metric.path("MetricName").asText(),
                        metric.path("Unit").asText(),
                        named(metric.path("Dimensions"))))
                .toList();
    }

    /** Without units, which a dashboard does not name. */
    List<MetricOfCloudWatch> ofDashboards() {
        return properties("AWS::CloudWatch::Dashboard")
                .map(dashboard -> text(dashboard.path("DashboardBody")))
                .map(MetricOfCloudWatch::json)
                .flatMap(body -> body.path("widgets").valueStream())
                .flatMap(widget -> widget.at("/properties/metrics").valueStream())
                .filter(metric -> metric.path(0).asText().startsWith(OWN))
                .map(WatchedMetrics::shown)
                .toList();
    }

    /** Namespace, name, then dimensions and their values in turn, then how it is drawn. */
    private static MetricOfCloudWatch shown(JsonNode metric) {
        List<String> texts = metric.valueStream()
                .takeWhile(JsonNode::isTextual)
                .map(JsonNode::asText)
                .toList();
        Map<String, String> dimensions = new TreeMap<>();
        IntStream.iterate(2, i -> i + 1 < texts.size(), i -> i + 2)
                .forEach(i -> dimensions.put(texts.get(i), texts.get(i + 1)));
        return new MetricOfCloudWatch(texts.get(0), texts.get(1), "", dimensions);
    }

    private static Map<String, String> named(JsonNode dimensions) {
        Map<String, String> named = new TreeMap<>();
        dimensions.forEach(dimension -> named.put(
                dimension.path("Name").asText(), dimension.path("Value").asText()));
        return named;
    }

    /** What CloudFormation joins, with a name for each of its references. */
    private static String text(JsonNode joined) {
        return joined.isTextual()
                ? joined.asText()
                : joined.at("/Fn::Join/1")
                        .valueStream()
                        .map(part -> part.isTextual() ? part.asText() : "reference")
                        .collect(Collectors.joining());
    }

    private Stream<JsonNode> properties(String type) {
        return resources
                .valueStream()
                .filter(resource -> resource.path("Type").asText().equals(type))
                .map(resource -> resource.path("Properties"));
    }
}

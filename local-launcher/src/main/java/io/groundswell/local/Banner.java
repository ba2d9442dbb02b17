package io.groundswell.local;

import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.util.Optional;

/** What "up" prints. Used by one thread at a time. */
final class Banner {
    private final PrintWriter out;

    Banner(PrintWriter out) {
        this.out = out;
    }

    void starting(PlatformOptions options) {
        line("Starting Groundswell: %s, %d %s%s …"
                .formatted(
                        services(options),
                        options.nodes(),
                        options.nodes() == 1 ? "node" : "nodes",
                        options.processes() ? ", each a process" : ""));
    }

    private static String services(PlatformOptions options) {
        return options.deployment()
                .flatMap(deployment -> deployment.aws().sqsEndpoint())
                .or(options::endpoint)
                .map(endpoint -> "AWS at " + endpoint)
                .orElse("embedded SQS and DynamoDB");
    }

    /** A step before the start that takes its time. */
    void step(String text) {
        line(text);
    }

    void ready(Platform platform) {
        LocalStatus status = platform.status();
        line("Groundswell is up, after %.1f s. Ctrl-C stops it.".formatted(seconds()));
        line("");
        row("page", status.page(), "the demo: open it in two windows");
        row("API", status.api(), "likes and comments");
        row("stream", status.stream(), "the balancer: a live node at random");
        for (LocalStatus.Node node : status.nodes()) {
            row(node.id(), node.stream(), pid(platform, node.id()));
        }
        platform.dispatcherMetrics().ifPresent(page -> row("dispatcher", page.toString(), "its metrics"));
        row(
                "SQS",
                text(platform.aws().sqsEndpoint()),
                "queue " + name(platform.queues().url()));
        row(
                "DynamoDB",
                text(platform.aws().dynamodbEndpoint()),
                "tables " + platform.aws().tablePrefix() + "*");
        line("");
        line("Try it:  groundswell watch video:42   and, elsewhere,   groundswell like 42");
    }

    void stopped() {
        line("Groundswell has stopped.");
    }

    private static String pid(Platform platform, String node) {
        return platform.nodes().stream()
                .filter(running -> running.id().equals(node) && running.pid().isPresent())
                .map(running -> "pid " + running.pid().getAsLong())
                .findFirst()
                .orElse("");
    }

    private static String name(String queueUrl) {
        return queueUrl.substring(queueUrl.lastIndexOf('/') + 1);
    }

    private static String text(Optional<URI> endpoint) {
        return endpoint.map(URI::toString).orElse("AWS");
    }

    /** Since the JVM began, which is before this class could look at a clock. */
    private static double seconds() {
        return ManagementFactory.getRuntimeMXBean().getUptime() / 1000.0;
    }

    private void row(String what, String where, String remark) {
        line("  %-16s %-28s %s".formatted(what, where, remark).stripTrailing());
    }

    private void line(String text) {
        out.println(text);
        out.flush();
    }
}

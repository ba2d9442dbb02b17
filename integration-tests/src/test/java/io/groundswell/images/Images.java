package io.groundswell.images;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Both images, built from what Maven built, for as long as the tests take. */
final class Images implements AutoCloseable {
    static final String API = "groundswell/likes-api:test";
    static final String NODE = "groundswell/connection-fleet:test";

    private static final String BASE =
            Objects.requireNonNullElse(System.getenv(Docker.BASE_VARIABLE), "eclipse-temurin:25-jre");
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final Pattern LIMIT = Pattern.compile("open files: (\\d+) \\(expected: at least");

    /** More than any system gives. */
    private static final String TOO_MANY = "10000000";

    static Images build() {
        Docker.require(BASE);
        build(API, "likes-api");
        build(NODE, "connection-fleet");
        return new Images();
    }

    private static void build(String name, String module) {
        Docker.done("build", "-q", "--build-arg", "BASE=" + BASE, "-t", name, "../" + module + "/target/image");
    }

    private Images() {}

    /**
     * How many open files a container may be given here: fewer than it gets by itself, so that a limit that is not heeded is seen.
     * An engine that may not raise its own limits refuses more.
     *
     * @param variables that a node starts with
     * @param wanted what there is to be, if the engine has it
     */
    static int openFiles(Map<String, String> variables, int wanted) {
        Map<String, String> greedy = new HashMap<>(variables);
        greedy.put("GROUNDSWELL_OPEN_FILES", TOO_MANY);
        try (Container node = Container.start(NODE, 0, greedy)) {
            await().atMost(SOON).until(() -> !node.runs());
            Matcher limit = LIMIT.matcher(node.logs());
            if (!limit.find()) {
                throw new AssertionError("node: " + node.logs() + " (expected: that it says its limit)");
            }
            int least = (int) Math.min(wanted, Long.parseLong(limit.group(1)) - 1);
            if (least < wanted) {
                System.out.println("open files: containers are tested with " + least + " instead of " + wanted
                        + ", since this engine has no more to give");
            }
            return least;
        }
    }

    @Override
    public void close() {
        Docker.done("rmi", API, NODE);
    }
}

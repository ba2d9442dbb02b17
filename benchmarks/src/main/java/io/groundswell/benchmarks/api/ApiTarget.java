package io.groundswell.benchmarks.api;

import io.groundswell.access.DevelopmentTokens;
import io.groundswell.access.TokenConfig;
import io.groundswell.benchmarks.ChildJvm;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A server in a process of its own on one processor. Owner: the main thread. */
final class ApiTarget implements AutoCloseable {
    private static final String KEY = "only-for-load-runs-on-the-loopback-1";

    private final ChildJvm jvm;
    private final int port;

    private ApiTarget(ChildJvm jvm, int port) {
        this.jvm = jvm;
        this.port = port;
    }

    /** Which server is loaded. */
    enum Kind {
        /** The API as it ships, over a queue of 10 ms. */
        API(ApiUnderLoad.class),
        /** The yardstick: {@link BareApi}. */
        BARE(BareApi.class);

        private final Class<?> main;

        Kind(Class<?> main) {
            this.main = main;
        }
    }

    static ApiTarget start(Kind kind, int processor, List<String> javaOptions)
            throws IOException, InterruptedException {
        int port = ChildJvm.freePort();
        ChildJvm jvm =
                ChildJvm.startOn(processor, kind.main, javaOptions, environment(port), List.of(Integer.toString(port)));
        try {
            jvm.awaitListening(port);
            return new ApiTarget(jvm, port);
        } catch (IOException | InterruptedException e) {
            jvm.close();
            throw e;
        }
    }

    private static Map<String, String> environment(int port) {
        Map<String, String> environment = new HashMap<>();
        environment.put("GROUNDSWELL_API_HOST", "127.0.0.1");
        environment.put("GROUNDSWELL_API_PORT", Integer.toString(port));
        environment.put("GROUNDSWELL_AWS_CREDENTIALS", "local");
        environment.put("GROUNDSWELL_QUEUE_URL", "http://127.0.0.1:1/stand-in");
        environment.put("GROUNDSWELL_DYNAMODB_ENDPOINT", "http://127.0.0.1:1");
        environment.put("GROUNDSWELL_TOKEN_SECRET", KEY);
        // All members come from one address here: its limit is on, and beyond what they ask for.
        environment.put("GROUNDSWELL_API_ADDRESS_PER_SECOND", "1000000");
        environment.put("GROUNDSWELL_API_ADDRESS_BURST", "1000000");
        return environment;
    }

    /** A token of a member's own, signed with HS256 as the API checks it. */
    static String token(int member) {
        return new DevelopmentTokens(TokenConfig.ofSecret(KEY, false), InstantSource.system())
                .issue("member-" + member, Duration.ofHours(1));
    }

    int port() {
        return port;
    }

    long pid() {
        return jvm.pid();
    }

    @Override
    public void close() {
        jvm.close();
    }
}

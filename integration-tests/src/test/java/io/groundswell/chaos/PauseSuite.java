package io.groundswell.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.groundswell.backend.Alone;
import io.groundswell.backend.EmbeddedOnly;
import io.groundswell.event.Topic;
import io.groundswell.local.Platform;
import io.groundswell.local.PlatformOptions;
import io.groundswell.local.RunningNode;
import io.groundswell.local.client.ApiClient;
import io.groundswell.registry.Node;
import java.net.URI;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A node that takes no deliveries for a while, but lives on, leaves none of its viewers without a comment, and sends none away. */
@Alone
@EmbeddedOnly("It holds deliveries to a time, in which a node stands still or a proxy answers for it.")
class PauseSuite {
    private static final Topic TOPIC = Topic.video("paused");
    private static final int VIEWERS = 60;
    private static final int PER_SECOND = 20;
    private static final Duration PAUSE = Duration.ofSeconds(3);
    private static final Duration LONGEST_SETTLING = Duration.ofSeconds(60);

    private final Ledger ledger = new Ledger();

    @Test
    void viewers_shouldHaveEveryComment_whenTheirNodeStandsStillWhileItsLeaseLives() throws InterruptedException {
        PlatformOptions options = PlatformOptions.onFreePorts().withNodes(2).withProcesses(true);
        try (Platform platform = Platform.start(options, line -> {});
                ApiClient api = new ApiClient(platform.api());
                Audience audience = open(platform.stream());
                Publisher publisher = new Publisher(api, ledger, List.of(TOPIC), 0).start(PER_SECOND)) {
            awaitSomeReceipts(audience);
            RunningNode node = platform.nodes().getFirst();
            node.pause();
            awaitPassed(PAUSE);
            node.goOn();
            publisher.stop();
            checkReceipts("paused " + PAUSE.toSeconds() + " s", audience);
        }
    }

    @Test
    void viewers_shouldHaveEveryComment_whenTheirNodeAnswers500WhileItsLeaseLives() throws Exception {
        DeliveryProxy.requireAddress();
        PlatformOptions options = PlatformOptions.onFreePorts()
                .withNodes(1)
                .withVariables(Map.of("GROUNDSWELL_ADVERTISED_HOST", DeliveryProxy.ADVERTISED));
        try (Platform platform = Platform.start(options, line -> {});
                ApiClient api = new ApiClient(platform.api())) {
            Node node = platform.directory().all().iterator().next();
            URI stream =
                    URI.create("http://" + node.stream().replace(DeliveryProxy.ADVERTISED, DeliveryProxy.LISTENED));
            try (DeliveryProxy proxy = new DeliveryProxy(node.deliveries(), DeliveryProxy.LISTENED);
                    Audience audience = open(stream);
                    Publisher publisher = new Publisher(api, ledger, List.of(TOPIC), 0).start(PER_SECOND)) {
                awaitSomeReceipts(audience);
                proxy.mode(DeliveryProxy.Mode.FAILS);
                awaitPassed(PAUSE);
                await().atMost(LONGEST_SETTLING).until(() -> proxy.failures() > 2);
                proxy.mode(DeliveryProxy.Mode.PASSES);
                publisher.stop();
                checkReceipts(proxy.failures() + " deliveries answered 500", audience);
            }
        }
    }

    private Audience open(URI stream) {
        Audience audience = new Audience(ledger);
        audience.open(stream, Collections.nCopies(VIEWERS, List.of(TOPIC)), asked -> asked);
        return audience;
    }

    private static void awaitSomeReceipts(Audience audience) {
        await().atMost(LONGEST_SETTLING).until(() -> audience.expected() > audience.lacking());
    }

    private static void awaitPassed(Duration time) {
        long until = System.nanoTime() + time.toNanos();
        await().atMost(LONGEST_SETTLING).until(() -> System.nanoTime() > until);
    }

    private void checkReceipts(String what, Audience audience) {
        long lacking = audience.lacking();
        await().atMost(LONGEST_SETTLING).until(() -> audience.lacking() == 0);
        System.out.printf(
                "%s: %d viewers, %d comments; %d receipts lacked at first, 0 lack; %d gaps%n",
                what, VIEWERS, ledger.all().size(), lacking, audience.gaps().size());
        assertThat(audience.wrong()).isEmpty();
        assertThat(audience.gaps()).isEmpty();
        assertThat(audience.connections()).as("streams, of which none ended").isEqualTo(VIEWERS);
    }
}

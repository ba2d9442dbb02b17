package io.groundswell.page;

import static io.groundswell.page.VideoPage.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.groundswell.backend.EmbeddedOnly;
import io.groundswell.local.Platform;
import io.groundswell.local.PlatformOptions;
import io.groundswell.local.RunningNode;
import io.groundswell.local.client.ApiClient;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** The page says when it is disconnected, and recovers by itself; what a viewer sent is never lost in silence. */
@EnabledIf(Chromium.WANTED)
@EmbeddedOnly("It is about the page in a browser, which sees API and nodes alone: they are the same on both backends.")
class PageRecoverySuite {
    /** Much longer than a page needs, and less than a browser keeps the connections of a page that was left. */
    private static final Duration SOON = Duration.ofSeconds(30);

    @AutoClose
    private static Platform platform;

    @AutoClose
    private static ApiClient api;

    @AutoClose
    private static Browser browser;

    @BeforeAll
    static void start() {
        platform = Platform.start(PlatformOptions.onFreePorts(), line -> {});
        api = new ApiClient(platform.api());
        browser = new Browser(Browser.Size.DESKTOP);
    }

    @BeforeEach
    void forget() {
        browser.forget(platform.page());
    }

    @Test
    void page_shouldSaySoAndComeBack_whenItsNodeGoesAway() {
        VideoPage page = VideoPage.open(browser, platform.page(), "away");
        String node = page.node();
        api.comment("away", "before");
        await().atMost(PATIENCE).until(() -> page.comments().size() == 1);
        browser.block("*/v1/stream*");

        nodeNamed(node).close();
        await().atMost(PATIENCE).until(() -> browser.find("#outage").isDisplayed());
        assertThat(browser.find("#connection").getText()).isEqualTo("Reconnecting…");
        assertThat(browser.find("#live").getText()).isEqualToIgnoringCase("off line");
        api.like("away", "like");
        api.comment("away", "while you were away");

        browser.block();
        page.awaitLive();
        assertThat(browser.find("#outage").isDisplayed()).isFalse();
        assertThat(browser.find("#connection").getText()).isEqualTo("Connected");
        assertThat(page.node()).isNotEqualTo(node);
        await().atMost(PATIENCE).until(() -> page.total("like") == 1);
        await().atMost(PATIENCE)
                .until(() -> page.comments().equals(List.of("guest: before", "guest: while you were away")));
        api.like("away", "like");
        await().atMost(PATIENCE).until(() -> page.total("like") == 2);
    }

    @Test
    void page_shouldReconnect_whenNothingWasHeardForTooLong() {
        VideoPage page = VideoPage.open(browser, platform.page(), "silent");

        page.letTimeJump();
        await().atMost(PATIENCE).until(() -> page.states().contains("waiting"));
        page.letTimePass();

        page.awaitLive();
        api.like("silent", "wow");
        await().atMost(PATIENCE).until(() -> page.total("wow") == 1);
    }

    @Test
    void posts_shouldWaitForTheViewer_whenTheyCannotBeSent() {
        VideoPage page = VideoPage.open(browser, platform.page(), "unsent");
        browser.block("*/likes", "*/comments");
        page.like();
        page.like();
        page.say("Is this on?");
        await().atMost(PATIENCE)
                .until(() -> browser.findAll("#outbox li[data-failed]").size() == 1);
        await().atMost(PATIENCE).until(() -> browser.find("#notices").getText().contains("Like × 2 not sent"));
        assertThat(page.comments()).isEmpty();

        browser.block();
        browser.find("#notices .small").click();
        browser.find("#outbox .small").click();

        await().atMost(PATIENCE).until(() -> page.total("like") == 2);
        await().atMost(PATIENCE).until(() -> page.comments().equals(List.of("guest: Is this on?")));
        assertThat(browser.findAll(".notice")).isEmpty();
        await().atMost(PATIENCE).until(() -> browser.findAll("#outbox li").isEmpty());
    }

    /** A browser has six connections to one server; pages that were left must not hold them. */
    @Test
    void page_shouldBeLive_whenManyWereOpenedBefore() {
        for (int i = 1; i <= 10; i++) {
            long begun = System.nanoTime();
            VideoPage.open(browser, platform.page(), "many-" + i);
            assertThat(Duration.ofNanos(System.nanoTime() - begun))
                    .as("page %d", i)
                    .isLessThan(SOON);
        }
    }

    @Test
    void page_shouldBeLiveAgain_whenTheViewerComesBackToIt() {
        VideoPage page = VideoPage.open(browser, platform.page(), "left");
        VideoPage.open(browser, platform.page(), "other");
        api.like("left", "like");

        browser.back();

        page.awaitLive();
        await().atMost(PATIENCE).until(() -> page.total("like") == 1);
    }

    private RunningNode nodeNamed(String id) {
        return platform.nodes().stream()
                .filter(node -> node.id().equals(id))
                .findFirst()
                .orElseThrow();
    }
}

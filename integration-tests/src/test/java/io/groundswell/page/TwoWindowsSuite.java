package io.groundswell.page;

import static io.groundswell.page.VideoPage.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.groundswell.backend.EmbeddedOnly;
import io.groundswell.local.Platform;
import io.groundswell.local.PlatformOptions;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** What is done in one window is seen in the other: the promise of the whole platform, on the real one. */
@EnabledIf(Chromium.WANTED)
@EmbeddedOnly("It is about the page in a browser, which sees API and nodes alone: they are the same on both backends.")
class TwoWindowsSuite {
    @AutoClose
    private static Platform platform;

    @AutoClose
    private static Browser first;

    @AutoClose
    private static Browser second;

    @BeforeAll
    static void start() {
        platform = Platform.start(PlatformOptions.onFreePorts(), line -> {});
        first = new Browser(Browser.Size.DESKTOP);
        second = new Browser(Browser.Size.PHONE);
    }

    @BeforeEach
    void forget() {
        first.forget(platform.page());
        second.forget(platform.page());
    }

    @Test
    void heart_shouldRiseInBothWindowsAndCountOne_whenPressedInOne() {
        VideoPage here = VideoPage.open(first, platform.page(), "hearts");
        VideoPage there = VideoPage.open(second, platform.page(), "hearts");
        int before = here.total("like");

        here.like();

        for (VideoPage page : List.of(here, there)) {
            await().atMost(PATIENCE).until(() -> page.total("like") == before + 1 && page.allReactions() == before + 1);
            await().atMost(PATIENCE).until(() -> page.risen().equals(List.of("like")));
        }
        there.like();
        for (VideoPage page : List.of(here, there)) {
            await().atMost(PATIENCE).until(() -> page.total("like") == before + 2);
            assertThat(page.risen()).as("a glyph for each like, none twice").isEqualTo(List.of("like", "like"));
        }
        assertThat(here.browser().errors()).isEmpty();
    }

    @Test
    void comment_shouldBeInBothWindowsOnce_withItsName() {
        VideoPage here = VideoPage.open(first, platform.page(), "comments");
        VideoPage there = VideoPage.open(second, platform.page(), "comments");
        here.callMyself("Zoë Lovelace");

        here.say("Is that <b>the</b> lighthouse?");
        await().atMost(PATIENCE).until(() -> there.comments().size() == 1);
        there.say("It is.");

        List<String> expected = List.of("Zoë Lovelace: Is that <b>the</b> lighthouse?", "guest: It is.");
        for (VideoPage page : List.of(here, there)) {
            await().atMost(PATIENCE).until(() -> page.comments().equals(expected));
            await().until(() -> page.browser().findAll("#outbox li").isEmpty());
        }
        VideoPage again = VideoPage.open(second, platform.page(), "comments");
        await().atMost(PATIENCE).until(() -> again.comments().equals(expected));
    }

    @Test
    void viewers_shouldBeTheSumOverTheNodes() {
        VideoPage here = VideoPage.open(first, platform.page(), "viewers");
        VideoPage there = VideoPage.open(second, platform.page(), "viewers");

        for (VideoPage page : List.of(here, there)) {
            await().atMost(PATIENCE).until(() -> page.viewers().equals("2"));
        }
    }

    @Test
    void windows_shouldNotMix_whenTheyShowDifferentVideos() {
        VideoPage here = VideoPage.open(first, platform.page(), "one");
        VideoPage there = VideoPage.open(second, platform.page(), "other");

        here.like();
        await().atMost(PATIENCE).until(() -> here.total("like") == 1);
        there.like();
        await().atMost(PATIENCE).until(() -> there.total("like") == 1);

        assertThat(Collections.frequency(there.risen(), "like")).isEqualTo(1);
        assertThat(here.total("like")).isEqualTo(1);
    }
}

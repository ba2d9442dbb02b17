package io.groundswell.page;

import static io.groundswell.page.VideoPage.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.groundswell.backend.EmbeddedOnly;
import io.groundswell.local.Platform;
import io.groundswell.local.PlatformOptions;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** The page where no guest is admitted: it shows tokens, and a ticket for its stream. */
@EnabledIf(Chromium.WANTED)
@EmbeddedOnly("It is about the page in a browser, which sees API and nodes alone: they are the same on both backends.")
class TokensRequiredSuite {
    @AutoClose
    private static Platform platform;

    @AutoClose
    private static Browser browser;

    @BeforeAll
    static void start() {
        platform = Platform.start(
                PlatformOptions.onFreePorts().withVariables(Map.of("GROUNDSWELL_GUESTS", "false")), line -> {});
        browser = new Browser(Browser.Size.DESKTOP);
    }

    @Test
    void page_shouldBeLiveAndCount_whenTokensAreRequired() {
        VideoPage page = VideoPage.open(browser, platform.page(), "guarded");
        int before = page.total("like");

        page.like();

        await().atMost(PATIENCE).until(() -> page.total("like") == before + 1);
        assertThat(page.browser().errors()).isEmpty();
    }
}

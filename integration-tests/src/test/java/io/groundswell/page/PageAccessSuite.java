package io.groundswell.page;

import static io.groundswell.page.VideoPage.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.groundswell.backend.EmbeddedOnly;
import io.groundswell.local.Platform;
import io.groundswell.local.PlatformOptions;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/** The page serves whoever comes: by keyboard alone, with a screen reader, on a phone, without movement. */
@EnabledIf(Chromium.WANTED)
@EmbeddedOnly("It is about the page in a browser, which sees API and nodes alone: they are the same on both backends.")
class PageAccessSuite {
    private static final int MOST_TABS = 12;

    @AutoClose
    private static Platform platform;

    @AutoClose
    private static Browser browser;

    @BeforeAll
    static void start() {
        platform = Platform.start(PlatformOptions.onFreePorts().withNodes(1), line -> {});
        browser = new Browser(Browser.Size.DESKTOP);
    }

    @BeforeEach
    void forget() {
        browser.resize(Browser.Size.DESKTOP);
        browser.forget(platform.page());
    }

    @Test
    void axe_shouldFindNothing_onDesktopAndPhone() {
        VideoPage page = VideoPage.open(browser, platform.page(), "axe");
        page.say("Something to read");
        page.like();
        await().atMost(PATIENCE).until(() -> page.comments().size() == 1 && page.total("like") == 1);

        assertThat(Axe.violations(browser)).as("desktop").isEmpty();
        browser.resize(Browser.Size.PHONE);
        assertThat(Axe.violations(browser)).as("phone").isEmpty();
    }

    @Test
    void axe_shouldFindNothing_whenTheDialogIsOpen() {
        VideoPage.open(browser, platform.page(), "dialog");
        browser.find("#you").click();
        await().until(() -> browser.find("#settings").isDisplayed());

        assertThat(Axe.violations(browser)).as("desktop").isEmpty();
        browser.resize(Browser.Size.PHONE);
        assertThat(Axe.violations(browser)).as("phone").isEmpty();
    }

    @Test
    void axe_shouldFindNothing_whenPostsFailAndTheConnectionIsLost() {
        VideoPage page = VideoPage.open(browser, platform.page(), "trouble");
        browser.resize(Browser.Size.PHONE);
        browser.block("*/likes", "*/comments", "*/v1/stream*");
        page.like();
        page.say("Lost?");
        page.letTimeJump();
        await().atMost(PATIENCE)
                .until(() -> browser.find("#outage").isDisplayed()
                        && browser.findAll("#outbox li[data-failed]").size() == 1
                        && browser.findAll(".notice").size() == 1);

        assertThat(Axe.violations(browser)).isEmpty();
        assertThat(browser.ask("return document.documentElement.scrollWidth")).isEqualTo(360L);
    }

    @Test
    void page_shouldBeUsable_byKeyboardAlone() {
        VideoPage page = VideoPage.open(browser, platform.page(), "keyboard");

        assertThat(tabTo("#you")).isTrue();
        browser.press(Keys.ENTER);
        browser.press("Ada", Keys.ENTER);
        assertThat(browser.find("#you-name").getText()).isEqualTo("Ada");
        assertThat(browser.focused()).isEqualTo(browser.find("#you"));

        assertThat(tabTo("button[data-reaction='like']")).isTrue();
        browser.press(Keys.SPACE);
        await().atMost(PATIENCE).until(() -> page.total("like") == 1);
        browser.press("2");
        await().atMost(PATIENCE).until(() -> page.total("love") == 1);

        assertThat(tabTo("#comment")).isTrue();
        browser.press("Look, no 2 hands", Keys.ENTER);
        await().atMost(PATIENCE).until(() -> page.comments().contains("Ada: Look, no 2 hands"));
        assertThat(page.total("love")).as("a digit that is typed sends nothing").isEqualTo(1);
    }

    @Test
    void shortcuts_shouldStayOff_whenTheViewerTurnsThemOff() {
        VideoPage page = VideoPage.open(browser, platform.page(), "shortcuts");
        browser.find("#you").click();
        browser.find("#shortcuts").click();
        browser.press(Keys.ENTER);
        await().until(() -> !browser.find("#settings").isDisplayed());

        VideoPage again = VideoPage.open(browser, platform.page(), "shortcuts");
        browser.press("1");
        page.like();

        await().atMost(PATIENCE).until(() -> again.total("like") == 1);
        assertThat(again.risen()).hasSize(1);
    }

    @Test
    void comments_shouldBeALiveRegion_andHeartsHiddenFromReaders() {
        VideoPage page = VideoPage.open(browser, platform.page(), "reader");
        page.like();

        assertThat(browser.find("#log").getAriaRole()).isEqualTo("log");
        assertThat(browser.find("#hearts").getDomAttribute("aria-hidden")).isEqualTo("true");
        assertThat(browser.find("button[data-reaction='like']").getAccessibleName())
                .isEqualTo("Like");
        await().atMost(PATIENCE).until(() -> textOf("#totals").equals("Reactions so far: Like 1"));
    }

    @Test
    void hearts_shouldNotFly_whenTheViewerWantsNoMotion() {
        browser.preferReducedMotion(true);
        VideoPage page = VideoPage.open(browser, platform.page(), "still");

        page.like();

        await().atMost(PATIENCE).until(() -> page.total("like") == 1);
        assertThat(page.risen()).isEmpty();
        assertThat(page.bursts()).as("the like is still seen").isEqualTo(List.of("like"));
        assertThat(browser.find("#pause").getDomAttribute("aria-pressed")).isEqualTo("true");
    }

    @Test
    void phone_shouldShowVideoChatAndComposer_withoutScrolling() {
        browser.resize(Browser.Size.PHONE);
        VideoPage.open(browser, platform.page(), "phone");

        assertThat(browser.ask("const root = document.documentElement; return [root.scrollWidth, root.scrollHeight]"))
                .isEqualTo(List.of(360L, 740L));
        assertThat(browser.find("#stage").getRect().getY())
                .isLessThan(browser.find("#log").getRect().getY());
        var composer = browser.find("#comment").getRect();
        assertThat(composer.getY() + composer.getHeight()).isLessThanOrEqualTo(740);
    }

    private String textOf(String selector) {
        return String.valueOf(browser.find(selector).getDomProperty("textContent"));
    }

    /** Presses Tab until that element has the focus, and sees that every stop on the way shows it. */
    private boolean tabTo(String selector) {
        WebElement wanted = browser.find(selector);
        for (int i = 0; i < MOST_TABS; i++) {
            browser.press(Keys.TAB);
            WebElement stop = browser.focused();
            assertThat(stop.getCssValue("outline-style"))
                    .as(stop.getDomAttribute("id"))
                    .isEqualTo("solid");
            if (stop.equals(wanted)) {
                return true;
            }
        }
        return false;
    }
}

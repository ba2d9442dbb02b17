package io.groundswell.page;

import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/** The demo page in a browser, in the words of a viewer. Owner: the test's thread. */
final class VideoPage {
    /** Longer than any wait of the page itself, so that a test fails only where nothing more would come. */
    static final Duration PATIENCE = Duration.ofSeconds(90);

    /** Notes what is soon gone again: glyphs that rise, and states of the connection. */
    private static final String TAKE_NOTES = """
            const notes = (window.notes = { hearts: [], bursts: [], states: [] });
            new MutationObserver((records) => {
              for (const node of records.flatMap((record) => [...record.addedNodes])) {
                if (node.className === 'heart') notes.hearts.push(node.dataset.reaction);
                if (node.className === 'burst') notes.bursts.push(node.dataset.reaction);
              }
            }).observe(document.getElementById('hearts'), { childList: true });
            const connection = document.getElementById('connection');
            new MutationObserver(() => notes.states.push(connection.dataset.state)).observe(connection, { attributes: true });
            """;

    private final Browser browser;

    private VideoPage(Browser browser) {
        this.browser = browser;
    }

    /** Opens the page and waits until it is live and knows its totals. */
    static VideoPage open(Browser browser, URI page, String video) {
        VideoPage opened = new VideoPage(browser);
        browser.open(page.resolve("/?video=" + video).toString());
        opened.awaitLive();
        browser.run(TAKE_NOTES);
        return opened;
    }

    Browser browser() {
        return browser;
    }

    void awaitLive() {
        await().atMost(PATIENCE).until(() -> "live".equals(connection()) && knowsTotals());
    }

    String connection() {
        return attribute("#connection", "data-state");
    }

    private boolean knowsTotals() {
        return !browser.findAll("button[data-total][data-reaction='like']").isEmpty();
    }

    void like() {
        browser.find("button[data-reaction='like']").click();
    }

    int total(String reaction) {
        return Integer.parseInt(attribute("button[data-reaction='" + reaction + "']", "data-total"));
    }

    int allReactions() {
        return Integer.parseInt(attribute("#all-reactions", "data-total"));
    }

    String node() {
        return browser.find("#node").getText();
    }

    String viewers() {
        return attribute("#viewers", "data-value");
    }

    /** The reactions whose glyph has risen, in order, since the page was opened. */
    List<?> risen() {
        return (List<?>) browser.ask("return window.notes.hearts");
    }

    List<?> bursts() {
        return (List<?>) browser.ask("return window.notes.bursts");
    }

    List<?> states() {
        return (List<?>) browser.ask("return window.notes.states");
    }

    /** From now on, whenever the page looks at its clock, ten minutes have passed since it last did. */
    void letTimeJump() {
        browser.run("const real = performance.now.bind(performance); let ahead = 0;"
                + " performance.now = () => real() + (ahead += 600_000);");
    }

    void letTimePass() {
        browser.run("delete performance.now;");
    }

    void callMyself(String name) {
        browser.find("#you").click();
        WebElement field = browser.find("#name");
        field.clear();
        field.sendKeys(name + Keys.ENTER);
        await().until(() -> browser.find("#you-name").getText().equals(name));
    }

    void say(String text) {
        browser.find("#comment").sendKeys(text + Keys.ENTER);
    }

    /** What the log shows, each as "name: text". */
    List<?> comments() {
        return (List<?>) browser.ask("return [...document.querySelectorAll('.comment')].map((c) =>"
                + " c.querySelector('.name').textContent + ': ' + c.querySelector('.text').textContent)");
    }

    private String attribute(String selector, String name) {
        return String.valueOf(browser.find(selector).getDomAttribute(name));
    }
}

package io.groundswell.page;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.logging.Level;
import org.jspecify.annotations.Nullable;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;

/** One browser with one window, as a phone or a desktop, and what a test asks it to do. Owner: the test's thread. */
final class Browser implements AutoCloseable {
    /** A window, in CSS pixels. */
    record Size(int width, int height) {
        static final Size DESKTOP = new Size(1280, 800);
        static final Size PHONE = new Size(360, 740);
    }

    private final ChromeDriver driver = Chromium.start();

    Browser(Size size) {
        resize(size);
        command("Network.enable", Map.of());
    }

    /** As it was at first, but for the size, for the next test. */
    void forget(URI page) {
        block();
        preferReducedMotion(false);
        String origin = page.getScheme() + "://" + page.getAuthority();
        command("Storage.clearDataForOrigin", Map.of("origin", origin, "storageTypes", "all"));
    }

    void resize(Size size) {
        command(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", size.width(), "height", size.height(), "deviceScaleFactor", 1, "mobile", false));
    }

    void preferReducedMotion(boolean reduced) {
        Map<String, String> feature = Map.of("name", "prefers-reduced-motion", "value", reduced ? "reduce" : "");
        command("Emulation.setEmulatedMedia", Map.of("features", List.of(feature)));
    }

    /** From now on requests to these addresses fail as if nobody were there; {@code *} stands for any text. */
    void block(String... patterns) {
        command("Network.setBlockedURLs", Map.of("urls", List.of(patterns)));
    }

    void open(String address) {
        driver.get(address);
    }

    /** Goes back to the page before. */
    void back() {
        driver.navigate().back();
    }

    WebElement find(String selector) {
        return driver.findElement(By.cssSelector(selector));
    }

    List<WebElement> findAll(String selector) {
        return driver.findElements(By.cssSelector(selector));
    }

    WebElement focused() {
        return driver.switchTo().activeElement();
    }

    /** Presses keys on whatever has the focus. */
    void press(CharSequence... keys) {
        new Actions(driver).sendKeys(keys).perform();
    }

    /** Runs the body of a function in the page. */
    @Nullable
    Object run(String script, Object... arguments) {
        return driver.executeScript(script, arguments);
    }

    /** As {@link #run}, where there is always an answer. */
    Object ask(String script, Object... arguments) {
        return Objects.requireNonNull(run(script, arguments), script);
    }

    /** As {@link #run}, for a promise. */
    Object await(String promise) {
        String script =
                "const done = arguments[arguments.length - 1]; " + promise + ".then(done, (e) => done(String(e)));";
        return Objects.requireNonNull(driver.executeAsyncScript(script), promise);
    }

    /** What the console says is an error, since the last time it was asked. */
    List<String> errors() {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .filter(entry -> entry.getLevel().intValue() >= Level.SEVERE.intValue())
                .map(LogEntry::getMessage)
                .toList();
    }

    private void command(String name, Map<String, Object> parameters) {
        driver.executeCdpCommand(name, parameters);
    }

    @Override
    public void close() {
        driver.quit();
    }
}

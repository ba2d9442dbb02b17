package io.groundswell.page;

import java.io.File;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;

/** The Chromium and chromedriver of this machine, found on the path. Nothing is downloaded. */
final class Chromium {
    /** The condition of every suite here. */
    static final String WANTED = "io.groundswell.page.Chromium#isWanted";

    private static final String MISSING = "Chromium and chromedriver: not found (expected: both on the path)";
    private static final List<String> BROWSERS = List.of("chromium", "chromium-browser", "google-chrome");
    private static final Optional<File> BROWSER =
            BROWSERS.stream().flatMap(name -> onPath(name).stream()).findFirst();
    private static final Optional<File> DRIVER = onPath("chromedriver");
    /** Held here, since a logger that nobody holds forgets its level. */
    private static final Logger SELENIUM = Logger.getLogger("org.openqa.selenium");

    static {
        SELENIUM.setLevel(Level.SEVERE);
        if (!isInstalled()) {
            System.out.println(MISSING + "; the page is not tested");
        }
    }

    private Chromium() {}

    /** Whether to run what needs a browser: in CI also where there is none, so that it fails instead of being skipped. */
    static boolean isWanted() {
        return isInstalled() || "true".equals(System.getenv("CI"));
    }

    /** With an empty profile of its own, which goes with it. */
    static ChromeDriver start() {
        ChromeOptions options = new ChromeOptions();
        options.setBinary(required(BROWSER));
        options.addArguments(
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync");
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(required(DRIVER))
                .usingAnyFreePort()
                .withSilent(true)
                .build();
        return new ChromeDriver(service, options);
    }

    private static File required(Optional<File> found) {
        return found.orElseThrow(() -> new IllegalStateException(MISSING));
    }

    private static boolean isInstalled() {
        return BROWSER.isPresent() && DRIVER.isPresent();
    }

    private static Optional<File> onPath(String name) {
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        Stream<File> candidates = Arrays.stream(path.split(File.pathSeparator)).map(folder -> new File(folder, name));
        return candidates.filter(File::canExecute).findFirst();
    }
}

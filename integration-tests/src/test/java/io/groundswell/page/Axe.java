package io.groundswell.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Properties;

/** Checks a page with axe-core, which comes as a webjar. */
final class Axe {
    private static final String WEBJAR = "/META-INF/maven/org.webjars.npm/axe-core/pom.properties";
    private static final String SOURCE = source();
    private static final String RUN =
            "axe.run().then((found) => found.violations.map((rule) => rule.id + ': ' + rule.help"
                    + " + ' ' + rule.nodes.map((node) => node.html).join(' ')))";

    private Axe() {}

    /** Each rule that the page breaks, with the elements that break it. */
    static List<?> violations(Browser browser) {
        browser.run(SOURCE);
        return (List<?>) browser.await(RUN);
    }

    private static String source() {
        Properties webjar = new Properties();
        try (InputStream file = open(WEBJAR)) {
            webjar.load(file);
            String folder = "/META-INF/resources/webjars/axe-core/" + webjar.getProperty("version") + "/";
            try (InputStream script = open(folder + "axe.min.js")) {
                return new String(script.readAllBytes(), StandardCharsets.UTF_8);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static InputStream open(String resource) {
        return Objects.requireNonNull(Axe.class.getResourceAsStream(resource), resource);
    }
}

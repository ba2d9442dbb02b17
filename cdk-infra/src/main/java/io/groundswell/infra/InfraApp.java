package io.groundswell.infra;

import io.groundswell.infra.config.InfraConfig;
import io.groundswell.settings.Setting;
import io.groundswell.settings.Settings;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import software.amazon.awscdk.App;

/** What {@code cdk synth} runs: see {@code cdk.json}. */
public final class InfraApp {
    public static void main(String[] arguments) {
        try {
            synthesize();
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }

    /**
     * Writes the stacks as the context has them, and returns the folder.
     *
     * @throws IllegalArgumentException if a context value cannot be used
     */
    public static Path synthesize() {
        App app = new App();
        new Installation(app, Settings.read(context(app), InfraConfig::read));
        return Path.of(app.synth().getDirectory());
    }

    /** A context value is text on the command line, and may be a number, a flag or a list in a file. */
    private static Map<String, String> context(App app) {
        Map<String, String> values = new HashMap<>();
        for (Setting<?> setting : InfraConfig.SETTINGS) {
            Object value = app.getNode().tryGetContext(setting.name());
            if (value != null) {
                values.put(setting.name(), text(value));
            }
        }
        return values;
    }

    static String text(Object value) {
        return switch (value) {
            case List<?> list -> list.stream().map(InfraApp::text).collect(Collectors.joining(","));
            case Number number when number.doubleValue() == number.longValue() -> Long.toString(number.longValue());
            default -> value.toString();
        };
    }

    private InfraApp() {}
}

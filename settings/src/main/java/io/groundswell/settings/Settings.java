package io.groundswell.settings;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Reads settings from a map of variables. It collects what is wrong instead of stopping at the first, so that one start
 * shows every mistake. Not thread-safe: used by the thread that starts a process.
 */
public final class Settings {
    private final Map<String, String> variables;
    private final List<String> problems = new ArrayList<>();

    private Settings(Map<String, String> variables) {
        this.variables = variables;
    }

    /**
     * Builds a configuration from variables.
     *
     * @throws InvalidSettingsException if any setting is missing or out of range, naming all of them up to the first that
     *     is missing or wrong and has no fallback to go on with
     */
    public static <C> C read(Map<String, String> variables, Function<Settings, C> build) {
        Settings settings = new Settings(variables);
        C configuration;
        try {
            configuration = build.apply(settings);
        } catch (RuntimeException e) {
            settings.fail(e);
            throw e;
        }
        settings.failIfAny();
        return configuration;
    }

    /** The value; where it cannot be used, the fallback's, and the reading fails in the end. */
    public <T> T get(Setting<T> setting) {
        String text = variables.get(setting.name());
        if (text == null) {
            text = setting.fallback();
        }
        if (text == null) {
            problems.add(setting.name() + ": missing (expected: " + setting.type() + ", " + setting.range() + ")");
            throw new InvalidSettingsException(problems);
        }
        try {
            return setting.parser().apply(text.strip());
        } catch (IllegalArgumentException e) {
            problems.add(setting.name() + ": " + (setting.secret() ? "(hidden)" : text) + " (expected: "
                    + setting.type() + ", " + setting.range() + ")");
            if (setting.fallback() == null) {
                throw new InvalidSettingsException(problems);
            }
            return setting.parser().apply(setting.fallback());
        }
    }

    private void fail(RuntimeException cause) {
        if (!(cause instanceof InvalidSettingsException) && !problems.isEmpty()) {
            InvalidSettingsException first = new InvalidSettingsException(problems);
            first.addSuppressed(cause);
            throw first;
        }
    }

    private void failIfAny() {
        if (!problems.isEmpty()) {
            throw new InvalidSettingsException(problems);
        }
    }
}

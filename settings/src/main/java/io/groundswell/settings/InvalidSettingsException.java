package io.groundswell.settings;

import java.util.List;

/** One or more settings that cannot be used. Retry class: fatal, the process does not start. */
public final class InvalidSettingsException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    private final List<String> problems;

    /** @param problems each as "NAME: value (expected: …)" */
    public InvalidSettingsException(List<String> problems) {
        super(String.join("; ", problems));
        this.problems = List.copyOf(problems);
    }

    public List<String> problems() {
        return problems;
    }
}

package io.groundswell.local;

import io.groundswell.settings.InvalidSettingsException;
import io.groundswell.settings.Settings;

/** The API and the page as a process of its own, configured by {@link LocalApiConfig#SETTINGS}. */
public final class ApiProcess {
    private ApiProcess() {}

    /** Ends with 2 where a setting is wrong, with 1 where it cannot start, each with one line that says why. */
    public static void main(String[] arguments) {
        Tether.watch(System.in, () -> System.exit(0));
        try {
            LocalApi api = LocalApi.start(Settings.read(System.getenv(), LocalApiConfig::read));
            Runtime.getRuntime().addShutdownHook(new Thread(api::close, "shutdown"));
        } catch (InvalidSettingsException e) {
            e.problems().forEach(System.err::println);
            System.exit(2);
        } catch (RuntimeException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }
}

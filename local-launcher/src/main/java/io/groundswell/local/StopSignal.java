package io.groundswell.local;

import java.util.concurrent.atomic.AtomicReference;

/**
 * Turns SIGINT and SIGTERM into a clean stop with exit code 0. The JVM's own exit code for a signal is above 128, and some
 * embedded services leave threads that would keep the process: so the hook ends the process itself when all is closed. Any
 * thread may use it.
 */
final class StopSignal {
    private final AtomicReference<Runnable> stop = new AtomicReference<>(() -> {});
    private final Thread hook = new Thread(this::run, "stop");

    private StopSignal() {}

    /** From now on a signal ends the process, whatever it is doing. */
    static StopSignal install() {
        StopSignal signal = new StopSignal();
        Runtime.getRuntime().addShutdownHook(signal.hook);
        return signal;
    }

    /** From now on it closes the platform before. */
    void closeOnStop(Platform platform, Runnable last) {
        stop.set(() -> {
            platform.close();
            last.run();
        });
    }

    /** The process ends by itself, with an exit code of its own. */
    void remove() {
        Runtime.getRuntime().removeShutdownHook(hook);
    }

    private void run() {
        stop.get().run();
        Runtime.getRuntime().halt(0);
    }
}

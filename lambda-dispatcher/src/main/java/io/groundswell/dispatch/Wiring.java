package io.groundswell.dispatch;

import io.groundswell.dispatch.DispatchHandler.Parts;
import java.util.function.Supplier;
import org.crac.Context;
import org.crac.Resource;

/**
 * What the handler works with, over the life of its process. Lambda keeps a snapshot of a process after its start and goes on
 * from it any number of times, much later and elsewhere. So before the snapshot everything is primed and then closed, and
 * after a restore it is wired anew: no connection, no cached answer, no credential and no age that was measured is older than
 * that. The starting thread owns it until the first invocation, which may run on another.
 */
final class Wiring implements Resource, AutoCloseable {
    private final Supplier<Parts> connect;
    private final Runnable priming;
    private volatile Parts parts;

    /** @param priming run before a snapshot */
    Wiring(Supplier<Parts> connect, Runnable priming) {
        this.connect = connect;
        this.priming = priming;
        this.parts = connect.get();
    }

    /** For a process of which no snapshot is taken. */
    static Wiring of(Parts parts) {
        return new Wiring(() -> parts, () -> {});
    }

    Parts parts() {
        return parts;
    }

    @Override
    public void beforeCheckpoint(Context<? extends Resource> context) {
        priming.run();
        close();
    }

    @Override
    public void afterRestore(Context<? extends Resource> context) {
        parts = connect.get();
    }

    @Override
    public void close() {
        parts.resources().run();
    }
}

package io.groundswell.aws;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.function.Function;

/** Blocking calls side by side, each on a virtual thread of its own. */
public final class Parallel {
    /**
     * Calls once for each input and waits for all of them.
     *
     * @param atOnce how many calls run at a time, at least 1
     * @return the results in the order of the inputs
     * @throws RuntimeException what the call of the first input that failed threw
     */
    public static <I, O> List<O> map(Collection<I> inputs, int atOnce, Function<? super I, ? extends O> call) {
        Semaphore room = new Semaphore(atOnce);
        List<Future<O>> running = new ArrayList<>(inputs.size());
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (I input : inputs) {
                running.add(threads.submit(() -> within(room, input, call)));
            }
        }
        return running.stream().map(Parallel::result).toList();
    }

    private static <I, O> O within(Semaphore room, I input, Function<? super I, ? extends O> call)
            throws InterruptedException {
        room.acquire();
        try {
            return call.apply(input);
        } finally {
            room.release();
        }
    }

    private static <O> O result(Future<O> done) {
        try {
            return done.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("parallel calls: interrupted (expected: to wait for all of them)");
        }
    }

    private Parallel() {}
}

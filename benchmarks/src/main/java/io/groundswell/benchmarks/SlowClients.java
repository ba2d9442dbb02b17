package io.groundswell.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** Viewers that read 1 byte a second, all on one thread of their own. Owner: the main thread. */
final class SlowClients implements AutoCloseable {
    private static final int CLIENTS_PER_ADDRESS = 50;

    private final List<SlowClient> clients;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("slow-readers").factory());
    private final ScheduledFuture<?> reading;

    private SlowClients(List<SlowClient> clients) {
        this.clients = clients;
        this.reading = thread.scheduleAtFixedRate(() -> clients.forEach(SlowClient::readOne), 1, 1, TimeUnit.SECONDS);
    }

    /** @param count 0 to 10,000 */
    static SlowClients open(int count, int port) throws IOException {
        List<SlowClient> clients = new ArrayList<>();
        try {
            for (int number = 0; number < count; number++) {
                clients.add(SlowClient.open("127.2.0." + (1 + number / CLIENTS_PER_ADDRESS), port));
            }
            return new SlowClients(clients);
        } catch (IOException | RuntimeException e) {
            closeAll(clients);
            throw e;
        }
    }

    /**
     * What became of them.
     *
     * @param open connections that the node still keeps
     * @param gone those that it does not, or that it has closed though not all of it was read
     * @param bytesRead by all of them
     * @param sendQueues what lies in the kernel for those that it keeps, all of them together
     * @param longestQueue the most that lies there for one
     */
    record Fate(int open, int gone, long bytesRead, long sendQueues, long longestQueue) {}

    Fate fate(int port) throws IOException {
        if (reading.isDone()) {
            throw new IllegalStateException("slow readers: " + reading.exceptionNow() + " (expected: still reading)");
        }
        Map<?, SocketTable.Entry> table = SocketTable.ofPort(port).entries();
        List<SocketTable.Entry> kept = new ArrayList<>();
        for (SlowClient client : clients) {
            SocketTable.Entry entry = table.get(client.address());
            if (entry != null && entry.isOpen() && !client.hasEnded()) {
                kept.add(entry);
            }
        }
        return new Fate(
                kept.size(),
                clients.size() - kept.size(),
                clients.stream().mapToLong(SlowClient::read).sum(),
                kept.stream().mapToLong(SocketTable.Entry::sendQueue).sum(),
                kept.stream().mapToLong(SocketTable.Entry::sendQueue).max().orElse(0));
    }

    @Override
    public void close() throws IOException {
        thread.shutdownNow();
        closeAll(clients);
    }

    private static void closeAll(List<SlowClient> clients) throws IOException {
        for (SlowClient client : clients) {
            client.close();
        }
    }
}

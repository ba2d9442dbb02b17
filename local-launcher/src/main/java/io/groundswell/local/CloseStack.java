package io.groundswell.local;

import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What was opened, to be closed the other way round, each whatever became of the others. Guarded by its own monitor. */
final class CloseStack implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(CloseStack.class);

    private final Deque<AutoCloseable> opened = new ArrayDeque<>();

    synchronized <T extends AutoCloseable> T add(T one) {
        opened.push(one);
        return one;
    }

    private synchronized Deque<AutoCloseable> takeAll() {
        Deque<AutoCloseable> all = new ArrayDeque<>(opened);
        opened.clear();
        return all;
    }

    @Override
    public void close() {
        for (AutoCloseable one : takeAll()) {
            try {
                one.close();
            } catch (Exception e) {
                LOG.warn("{}: not closed: {}", one.getClass().getSimpleName(), e.toString());
            }
        }
    }
}

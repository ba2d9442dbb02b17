package io.groundswell.fleet.hub;

import java.util.LinkedHashSet;

/** The last so many different values. Not thread-safe: owned by whoever made it. */
final class RecentSet<T> {
    private final int most;
    private final LinkedHashSet<T> values = new LinkedHashSet<>();

    /** @param most how many are remembered; the oldest is forgotten first */
    RecentSet(int most) {
        this.most = most;
    }

    /** Whether the value was not among them; now it is. */
    boolean add(T value) {
        if (!values.add(value)) {
            return false;
        }
        if (values.size() > most) {
            values.removeFirst();
        }
        return true;
    }
}

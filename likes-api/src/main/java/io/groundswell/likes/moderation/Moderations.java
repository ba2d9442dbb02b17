package io.groundswell.likes.moderation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;

/** Finds what moderates: a service on the class path, or the one at the configured address. */
public final class Moderations {
    /**
     * @param services where implementations of one's own may be
     * @return none where moderation is off
     * @throws IllegalArgumentException if there is more than one
     */
    public static Optional<Moderation> of(ModerationConfig config, ClassLoader services) {
        List<Moderation> found = new ArrayList<>();
        ServiceLoader.load(Moderation.class, services).forEach(found::add);
        config.url().ifPresent(url -> found.add(new HttpModeration(url, config.timeout())));
        if (found.size() > 1) {
            found.forEach(Moderation::close);
            throw new IllegalArgumentException("moderation: " + found.size()
                    + " (expected: one service on the class path, or GROUNDSWELL_MODERATION_URL, or neither)");
        }
        return found.stream().findFirst();
    }

    private Moderations() {}
}

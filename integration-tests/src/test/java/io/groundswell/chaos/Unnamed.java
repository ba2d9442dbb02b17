package io.groundswell.chaos;

import io.groundswell.chaos.Ledger.Accepted;
import io.groundswell.chaos.Receipts.Gap;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Tells the comments that a viewer lacks and a gap names from those that none does.
 *
 * @param dispatched when each comment was dispatched last, in milliseconds since 1970, by event id
 */
record Unnamed(Map<String, Long> dispatched) {
    /** So many examples say enough. */
    private static final int MOST_TOLD = 20;

    /** What viewers lack although no gap names it. */
    List<String> of(Audience audience) {
        List<String> unnamed = new ArrayList<>();
        for (Viewer viewer : audience.viewers()) {
            if (unnamed.size() >= MOST_TOLD) {
                break;
            }
            List<Gap> gaps = viewer.receipts().gaps();
            audience.lackedBy(viewer).stream()
                    .filter(comment -> !isNamed(gaps, comment))
                    .map(comment -> comment + " dispatched at " + dispatched.get(comment.eventId()) + ": not in " + gaps
                            + " of a viewer that was at " + viewer.receipts().openings())
                    .forEach(unnamed::add);
        }
        return unnamed;
    }

    /** How many comments the gaps of all viewers name, each once for each viewer. */
    long named(Audience audience, Ledger ledger) {
        return audience.viewers().stream()
                .mapToLong(viewer -> ledger.all().stream()
                        .filter(comment -> isNamed(viewer.receipts().gaps(), comment))
                        .count())
                .sum();
    }

    private boolean isNamed(List<Gap> gaps, Accepted comment) {
        long at = dispatched.getOrDefault(comment.eventId(), 0L);
        return gaps.stream().anyMatch(gap -> gap.names(comment.topic(), at));
    }
}

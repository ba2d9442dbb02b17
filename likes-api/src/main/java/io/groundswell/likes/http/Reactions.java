package io.groundswell.likes.http;

import io.groundswell.http.ProblemType;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a like may be.
 *
 * @param names 1 to 64 of them, each 1 to 32 of {@code a-z 0-9 _ -}, in the order in which they are shown
 */
public record Reactions(Set<String> names) {
    private static final int MOST = 64;
    private static final Pattern NAME = Pattern.compile("[a-z0-9_-]{1,32}");

    public Reactions {
        if (names.isEmpty() || names.size() > MOST) {
            throw new IllegalArgumentException("reactions: " + names.size() + " (expected: 1 to " + MOST + ")");
        }
        for (String name : names) {
            if (!NAME.matcher(name).matches()) {
                throw new IllegalArgumentException("reaction: " + name + " (expected: 1 to 32 of a-z 0-9 _ -)");
            }
        }
        names = Collections.unmodifiableSet(new LinkedHashSet<>(names));
    }

    /** @throws io.groundswell.http.ProblemException if it is none of them */
    void require(String reaction) {
        if (!names.contains(reaction)) {
            throw ProblemType.INVALID_FIELD.exception(
                    "reaction: not a known one (expected: one of " + String.join(", ", names) + ")");
        }
    }
}

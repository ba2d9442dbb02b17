package io.groundswell.infra.config;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Parsers of context values that settings do not have of themselves; each throws where the text is not what it takes. */
final class Checks {
    static Function<String, String> matching(String pattern) {
        return text -> {
            require(text.matches(pattern));
            return text;
        };
    }

    /** Empty text is none. */
    static <T> Function<String, Optional<T>> optional(Function<String, T> parser) {
        return text -> text.isEmpty() ? Optional.empty() : Optional.of(parser.apply(text));
    }

    /** Separated by commas, in the order given. */
    static <T> Function<String, List<T>> list(Function<String, T> parser) {
        return text -> Arrays.stream(text.split(","))
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .map(parser)
                .toList();
    }

    static Function<String, Integer> oneOf(Set<Integer> values) {
        return text -> {
            int value = Integer.parseInt(text);
            require(values.contains(value));
            return value;
        };
    }

    /** As documentation and errors name them: from the smallest on. */
    static String names(Set<Integer> values) {
        return values.stream().sorted().map(String::valueOf).collect(Collectors.joining(", "));
    }

    /** Whether each comes once. */
    static boolean areDistinct(List<String> values) {
        return new LinkedHashSet<>(values).size() == values.size();
    }

    static void require(boolean holds) {
        if (!holds) {
            throw new IllegalArgumentException();
        }
    }

    private Checks() {}
}

package io.groundswell.likes.http;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ReactionsTest {
    @Test
    void constructor_shouldRefuse_whenThereIsNoneOrTooMany() {
        Set<String> many = IntStream.range(0, 65).mapToObj(i -> "r" + i).collect(Collectors.toSet());

        assertThatThrownBy(() -> new Reactions(Set.of())).hasMessageContaining("(expected: 1 to 64)");
        assertThatThrownBy(() -> new Reactions(many)).hasMessageContaining("(expected: 1 to 64)");
    }

    @Test
    void constructor_shouldRefuse_whenANameIsNotOne() {
        assertThatThrownBy(() -> new Reactions(Set.of("❤"))).hasMessageContaining("reaction: ❤");
    }
}

package io.groundswell.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The three laws that make "twice, late and out of order" harmless. */
public final class MergeLaws {
    private static final int TRIPLES_PER_SEED = 50;

    /** A test that runs once for each seed; its one argument is the seed. */
    @Target(ElementType.METHOD)
    @Retention(RetentionPolicy.RUNTIME)
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("io.groundswell.event.MergeLaws#seeds")
    public @interface ForEachSeed {}

    static LongStream seeds() {
        return LongStream.range(0, 40);
    }

    static <T> void assertHold(long seed, Function<RandomStates, T> generator, BinaryOperator<T> merge) {
        RandomStates states = new RandomStates(seed);
        for (int i = 0; i < TRIPLES_PER_SEED; i++) {
            T a = generator.apply(states);
            T b = generator.apply(states);
            T c = generator.apply(states);
            assertThat(merge.apply(a, a)).as("idempotent").isEqualTo(a);
            assertThat(merge.apply(a, b)).as("commutative").isEqualTo(merge.apply(b, a));
            assertThat(merge.apply(merge.apply(a, b), c))
                    .as("associative")
                    .isEqualTo(merge.apply(a, merge.apply(b, c)));
        }
    }

    private MergeLaws() {}
}

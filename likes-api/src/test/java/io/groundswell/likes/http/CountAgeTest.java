package io.groundswell.likes.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CountAgeTest {
    @ParameterizedTest
    @CsvSource({"0,1", "1999,1", "2000,2", "59999,59", "1000000000,60"})
    void of_shouldGrowWithWhatCountingCosts(long count, long seconds) {
        assertThat(CountAge.of(count)).hasSeconds(seconds);
    }
}

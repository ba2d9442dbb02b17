package io.groundswell.aws.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MockClock;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.DoubleStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EmbeddedMetersTest {
    private static final Duration STEP = Duration.ofMinutes(1);
    private static final Set<String> NAMES = Set.of("streams", "drops", "lapses", "latency");

    private final List<String> written = new ArrayList<>();
    private final EmbeddedLines lines = new EmbeddedLines("Groundswell/test", "node", written::add);
    private final MockClock clock = new MockClock();
    private final EmbeddedMeters meters = new EmbeddedMeters(lines, NAMES, clock);

    @AfterEach
    void close() {
        meters.close();
    }

    @Test
    void publish_shouldWriteWhatCameSinceTheLastTime_always() {
        AtomicLong streams = new AtomicLong(3);
        AtomicLong lapses = new AtomicLong();
        Gauge.builder("streams", streams::get).register(meters);
        FunctionCounter.builder("lapses", lapses, AtomicLong::get).register(meters);
        Counter drops = meters.counter("drops");
        Timer latency = meters.timer("latency");
        drops.increment(2);
        lapses.set(1);
        latency.record(Duration.ofMillis(4));
        latency.record(Duration.ofMillis(90));

        JsonNode first = nextMinute();
        streams.set(5);
        drops.increment();
        JsonNode second = nextMinute();

        assertThat(first.path("streams").asDouble()).isEqualTo(3);
        assertThat(first.path("drops").asDouble()).isEqualTo(2);
        assertThat(first.path("lapses").asDouble()).isEqualTo(1);
        assertThat(values(first)).containsExactly(4, 90);
        assertThat(second.path("streams").asDouble()).isEqualTo(5);
        assertThat(second.path("drops").asDouble()).isEqualTo(1);
        assertThat(second.path("lapses").asDouble()).isZero();
        assertThat(second.has("latency")).as("a metric without values").isFalse();
    }

    /** CloudWatch takes the percentile of the values in the array. */
    @Test
    void publish_shouldKeepThePercentiles_whenThereAreMoreValuesThanAnArrayTakes() {
        Timer latency = meters.timer("latency");
        for (int i = 1; i <= 10_000; i++) {
            latency.record(Duration.ofMillis(i <= 9_000 ? 10 : 500));
        }

        double[] values = values(nextMinute());

        assertThat(values).hasSize(IntervalTimer.MOST_VALUES);
        assertThat(DoubleStream.of(values).filter(value -> value < 11)).hasSize(90);
        assertThat(DoubleStream.of(values).filter(value -> value > 490)).hasSize(10);
    }

    @Test
    void publish_shouldLeaveOut_whatIsNotNamedOrHasTags() {
        meters.counter("other").increment();
        meters.counter("drops", "topic", "video:1").increment();

        assertThat(nextMinute().propertyStream().map(Object::toString))
                .noneMatch(property -> property.startsWith("other") || property.startsWith("drops"));
    }

    @Test
    void close_shouldWriteTheRest_whenAMinuteIsNotOver() {
        meters.counter("drops").increment(4);

        meters.close();

        assertThat(json(written.getLast()).path("drops").asDouble()).isEqualTo(4);
    }

    @Test
    void beside_shouldServeBoth_whenThereAreLines() {
        SimpleMeterRegistry page = new SimpleMeterRegistry();

        MeterRegistry both = EmbeddedMeters.beside(page, Optional.of(lines), NAMES);
        both.counter("drops").increment();
        both.counter("other").increment();
        both.close();

        assertThat(page.counter("drops").count()).isEqualTo(1);
        assertThat(page.counter("other").count()).isEqualTo(1);
        assertThat(page.isClosed()).isTrue();
        assertThat(json(written.getLast()).path("drops").asDouble()).isEqualTo(1);
    }

    @Test
    void beside_shouldBeTheOtherAlone_whenThereAreNoLines() {
        SimpleMeterRegistry page = new SimpleMeterRegistry();

        assertThat(EmbeddedMeters.beside(page, Optional.empty(), NAMES)).isSameAs(page);
    }

    private JsonNode nextMinute() {
        clock.add(STEP);
        meters.publish();
        return json(written.getLast());
    }

    private static double[] values(JsonNode line) {
        return StreamSupport.stream(line.path("latency").spliterator(), false)
                .mapToDouble(JsonNode::asDouble)
                .map(Math::rint)
                .toArray();
    }

    private static JsonNode json(String line) {
        try {
            return new ObjectMapper().readTree(line);
        } catch (JsonProcessingException e) {
            throw new AssertionError(line, e);
        }
    }
}

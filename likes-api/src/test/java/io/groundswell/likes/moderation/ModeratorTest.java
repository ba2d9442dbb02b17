package io.groundswell.likes.moderation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.groundswell.event.Topic;
import io.groundswell.likes.metrics.ApiMetric;
import io.groundswell.likes.metrics.ApiMetrics;
import io.groundswell.likes.moderation.ModerationConfig.Fallback;
import io.groundswell.likes.moderation.ModerationServer.Pace;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Against a real service that is slow, hangs, fails or talks nonsense. */
class ModeratorTest {
    private static final Submission COMMENT = new Submission(Topic.video("42"), "ann", "hi");
    private static final int CALLS = 3;

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final AtomicBoolean closed = new AtomicBoolean();
    private ModerationServer service;

    @BeforeEach
    void start() throws IOException {
        service = new ModerationServer();
    }

    @AfterEach
    void stop() {
        service.close();
    }

    @Test
    void judge_shouldAllowOnTheCallersThread_whenThereIsNoModeration() {
        try (Moderator moderator = moderator(Optional.empty(), Fallback.REFUSE)) {
            Thread caller = Thread.currentThread();
            CompletableFuture<Thread> asked = new CompletableFuture<>();
            moderator.judge(COMMENT, verdict -> asked.complete(Thread.currentThread()));

            assertThat(asked).isCompletedWithValue(caller);
        }
    }

    @Test
    void judge_shouldPassTheVerdictOn_whenThereIsOneInTime() throws Exception {
        try (Moderator moderator = overHttp(Fallback.REFUSE)) {
            assertThat(verdict(moderator)).isEqualTo(new Verdict.Allowed());
            service.answer(200, "{\"allow\":false,\"reason\":\"spam\"}");
            assertThat(verdict(moderator)).isEqualTo(new Verdict.Refused("spam"));
        }
        assertThat(count(ApiMetric.MODERATION_ALLOWED)).isEqualTo(1);
        assertThat(count(ApiMetric.MODERATION_REFUSED)).isEqualTo(1);
        assertThat(count(ApiMetric.MODERATION_FALLBACK)).isZero();
        assertThat(registry.get(ApiMetric.MODERATION_LATENCY.metricName())
                        .timer()
                        .count())
                .isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource(names = {"NOTHING", "BEGINNING", "HANG_UP"})
    void judge_shouldFallBackInTime_whenThereIsNoWholeAnswer(Pace pace) throws Exception {
        service.pace(pace);
        try (Moderator refusing = overHttp(Fallback.REFUSE);
                Moderator allowing = overHttp(Fallback.ALLOW)) {
            long begun = System.nanoTime();
            assertThat(verdict(refusing)).isInstanceOf(Verdict.Undecided.class);
            assertThat(verdict(allowing)).isEqualTo(new Verdict.Allowed());
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(5));
        }
        assertThat(count(ApiMetric.MODERATION_FALLBACK)).isEqualTo(2);
        assertThat(count(ApiMetric.MODERATION_ALLOWED)).isZero();
    }

    @Test
    void judge_shouldFallBack_whenTheAnswerIsNonsense() throws Exception {
        service.answer(500, "<html>");
        try (Moderator moderator = overHttp(Fallback.REFUSE)) {
            assertThat(verdict(moderator)).isInstanceOf(Verdict.Undecided.class);
        }
    }

    @Test
    void judge_shouldFallBack_whenAnImplementationThrows() throws Exception {
        Moderation broken = comment -> {
            throw new IllegalStateException("test");
        };
        try (Moderator moderator = moderator(Optional.of(broken), Fallback.REFUSE)) {
            assertThat(verdict(moderator)).isInstanceOf(Verdict.Undecided.class);
        }
    }

    @Test
    void judge_shouldFallBackAtOnce_whenTooManyCallsAreUnderWay() throws Exception {
        CountDownLatch over = new CountDownLatch(1);
        CountDownLatch asked = new CountDownLatch(CALLS);
        Moderation deaf = comment -> {
            asked.countDown();
            while (over.getCount() > 0) {
                awaitDeaf(over);
            }
            return new Verdict.Allowed();
        };
        try (Moderator moderator = moderator(Optional.of(deaf), Fallback.REFUSE)) {
            List<CompletableFuture<Verdict>> held = IntStream.range(0, CALLS)
                    .mapToObj(number -> later(moderator))
                    .toList();
            assertThat(asked.await(10, TimeUnit.SECONDS)).isTrue();
            assertThat(later(moderator)).isCompletedWithValueMatching(Verdict.Undecided.class::isInstance);
            for (CompletableFuture<Verdict> each : held) {
                assertThat(each.get(10, TimeUnit.SECONDS)).isInstanceOf(Verdict.Undecided.class);
            }
            assertThat(later(moderator)).isCompletedWithValueMatching(Verdict.Undecided.class::isInstance);
            over.countDown();
            await().until(() -> verdict(moderator).equals(new Verdict.Allowed()));
        }
    }

    @Test
    void close_shouldCloseTheModeration() {
        moderator(
                        Optional.of(new Moderation() {
                            @Override
                            public Verdict judge(Submission comment) {
                                return new Verdict.Allowed();
                            }

                            @Override
                            public void close() {
                                closed.set(true);
                            }
                        }),
                        Fallback.ALLOW)
                .close();

        assertThat(closed).isTrue();
    }

    private static void awaitDeaf(CountDownLatch over) {
        try {
            over.await();
        } catch (InterruptedException e) {
            // As an implementation that does not care.
        }
    }

    private Moderator overHttp(Fallback fallback) {
        return moderator(Optional.of(new HttpModeration(service.address(), Duration.ofSeconds(5))), fallback);
    }

    private Moderator moderator(Optional<Moderation> moderation, Fallback fallback) {
        ModerationConfig config = new ModerationConfig(Optional.empty(), Duration.ofMillis(500), fallback, CALLS);
        return new Moderator(moderation, config, metrics(), InstantSource.system());
    }

    private ApiMetrics metrics() {
        return new ApiMetrics(registry);
    }

    private static CompletableFuture<Verdict> later(Moderator moderator) {
        CompletableFuture<Verdict> verdict = new CompletableFuture<>();
        moderator.judge(COMMENT, verdict::complete);
        return verdict;
    }

    private static Verdict verdict(Moderator moderator) throws Exception {
        return later(moderator).get(20, TimeUnit.SECONDS);
    }

    private double count(ApiMetric metric) {
        return registry.get(metric.metricName()).counter().count();
    }
}

package io.groundswell.likes.moderation;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundswell.event.Topic;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class HttpModerationTest {
    private static final Submission COMMENT = new Submission(Topic.video("42"), "ann", "hi \"all\" 🌊");

    private ModerationServer service;
    private HttpModeration moderation;

    @BeforeEach
    void start() throws IOException {
        service = new ModerationServer();
        moderation = new HttpModeration(service.address(), Duration.ofSeconds(5));
    }

    @AfterEach
    void stop() {
        moderation.close();
        service.close();
    }

    @Test
    void judge_shouldPostWhoSaysWhatWhere() throws Exception {
        assertThat(moderation.judge(COMMENT)).isEqualTo(new Verdict.Allowed());
        assertThat(service.bodies().getFirst())
                .contains("\"topic\":\"video:42\"", "\"member\":\"ann\"", "\"text\":\"hi \\\"all\\\" 🌊\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"allow\":false,\"reason\":\"spam\"} | spam",
                "{\"allow\":false,\"reason\":\" two\\nlines \"} | two lines",
                "{\"allow\":false} | ''",
                "{\"allow\":false,\"reason\":{\"a\":1},\"score\":0.9} | ''"
            })
    void judge_shouldRefuse_whenTheServiceDoes(String answer, String reason) throws Exception {
        service.answer(200, answer);

        assertThat(moderation.judge(COMMENT)).isEqualTo(new Verdict.Refused(reason));
    }

    @Test
    void judge_shouldShortenTheReason_whenItIsLong() throws Exception {
        service.answer(200, "{\"allow\":false,\"reason\":\"" + "🌊".repeat(300) + "\"}");

        assertThat(moderation.judge(COMMENT)).isEqualTo(new Verdict.Refused("🌊".repeat(200)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "200 | ''",
                "200 | <html>",
                "200 | []",
                "200 | null",
                "200 | {}",
                "200 | {\"allow\":\"true\"}",
                "200 | {\"allow\":1}",
                "200 | {\"allow\":true",
                "204 | ''",
                "302 | {\"allow\":true}",
                "400 | {\"allow\":true}",
                "500 | {\"allow\":true}"
            })
    void judge_shouldBeUndecided_whenTheAnswerIsNone(int status, String answer) throws Exception {
        service.answer(status, answer);

        assertThat(moderation.judge(COMMENT)).isInstanceOf(Verdict.Undecided.class);
    }

    @Test
    void judge_shouldBeUndecided_whenTheAnswerHasNoEnd() throws Exception {
        service.answer(200, "{\"allow\":true,\"more\":\"" + "x".repeat(1 << 17) + "\"}");

        assertThat(moderation.judge(COMMENT)).isInstanceOf(Verdict.Undecided.class);
    }

    @ParameterizedTest
    @EnumSource(names = {"NOTHING", "HANG_UP"})
    void judge_shouldBeUndecided_whenThereIsNoAnswer(ModerationServer.Pace pace) throws Exception {
        service.pace(pace);
        try (HttpModeration impatient = new HttpModeration(service.address(), Duration.ofMillis(50))) {
            assertThat(impatient.judge(COMMENT)).isInstanceOf(Verdict.Undecided.class);
        }
    }

    @Test
    void judge_shouldBeUndecided_whenNobodyListens() throws Exception {
        URI address = service.address();
        service.close();

        try (HttpModeration nobody = new HttpModeration(address, Duration.ofSeconds(1))) {
            assertThat(nobody.judge(COMMENT)).isInstanceOf(Verdict.Undecided.class);
        }
    }
}

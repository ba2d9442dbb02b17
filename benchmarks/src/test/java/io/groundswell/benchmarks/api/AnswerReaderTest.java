package io.groundswell.benchmarks.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AnswerReaderTest {
    private static final String ANSWERS = """
        HTTP/1.1 202 Accepted\r
        content-type: application/json\r
        content-length: 4\r
        \r
        {  }HTTP/1.1 503 Service Unavailable\r
        Content-Length: 2\r
        \r
        {}HTTP/1.1 204 No Content\r
        \r
        """;

    private final AnswerReader reader = new AnswerReader();

    @AfterEach
    void close() {
        reader.close();
    }

    @Test
    void next_shouldTellEachStatus_whenAnswersComeTogether() {
        assertThat(read(ANSWERS)).containsExactly(202, 503, 204);
    }

    @Test
    void next_shouldTellTheSame_whenReadsCutAnswersAnywhere() {
        for (int cut = 1; cut < ANSWERS.length(); cut++) {
            List<Integer> statuses = new ArrayList<>(read(ANSWERS.substring(0, cut)));
            statuses.addAll(read(ANSWERS.substring(cut)));
            assertThat(statuses).as("cut at %d", cut).containsExactly(202, 503, 204);
        }
    }

    private List<Integer> read(String text) {
        reader.add(Unpooled.copiedBuffer(text, StandardCharsets.US_ASCII));
        List<Integer> statuses = new ArrayList<>();
        for (int status = reader.next(); status != AnswerReader.NONE; status = reader.next()) {
            statuses.add(status);
        }
        return statuses;
    }
}

package io.groundswell.infra.localstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

final class TemplateFilterTest {
    private static final Path TEMPLATES = Path.of("src/test/resources/filter");

    @Test
    void filter_shouldTakeWhatNamesIt_withWhatIsListed() throws IOException {
        assertThat(TemplateFilter.filter(read("whole"))).isEqualTo(read("filtered"));
    }

    @Test
    void filter_shouldRefuse_whenWhatIsNotListedNamesWhatIsLeftOut() throws IOException {
        ObjectNode template = read("refused");

        assertThatThrownBy(() -> TemplateFilter.filter(template))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("Queue: AWS::SQS::Queue names what LocalStack does not get (expected: ");
    }

    private static ObjectNode read(String name) throws IOException {
        return new ObjectMapper()
                .readTree(TEMPLATES.resolve(name + ".json").toFile())
                .require();
    }
}

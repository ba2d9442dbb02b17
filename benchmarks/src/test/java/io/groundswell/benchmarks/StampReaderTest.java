package io.groundswell.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class StampReaderTest {
    private static final String LIKES = "event: likes\n"
            + "data:"
            + " {\"topic\":\"video:1\",\"totals\":{\"like\":17},\"counts\":{\"like\":2},\"actors\":[\"m\"],\"at\":{\"first\":1700000000123,\"last\":1700000000125}}\n"
            + "id: x\n\n";
    private static final String STATE = "event: likes\ndata: {\"topic\":\"video:1\",\"totals\":{\"like\":18}}\n\n";
    private static final String COMMENT = "event: comment\ndata: {\"topic\":\"video:1\",\"at\":5,\"content\":{}}\n\n";

    private final List<Long> accepted = new ArrayList<>();
    private final StampReader reader = new StampReader(accepted::add);

    @Test
    void read_shouldFindTimesAndTotals_whenFramesCarryThem() {
        read(COMMENT + LIKES + STATE);
        assertThat(accepted).containsExactly(1_700_000_000_123L);
        assertThat(reader.total()).isEqualTo(18);
    }

    @Test
    void read_shouldFindTheSame_whenReadsCutFramesAnywhere() {
        byte[] all = (LIKES + LIKES).getBytes(StandardCharsets.US_ASCII);
        for (int cut = 1; cut < all.length; cut++) {
            accepted.clear();
            reader.read(Arrays.copyOf(all, cut));
            reader.read(Arrays.copyOfRange(all, cut, all.length));
            assertThat(accepted).as("cut at %d", cut).containsExactly(1_700_000_000_123L, 1_700_000_000_123L);
            assertThat(reader.total()).isEqualTo(17);
        }
    }

    private void read(String text) {
        reader.read(text.getBytes(StandardCharsets.US_ASCII));
    }
}

package io.groundswell.event.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundswell.event.InvalidEventException;
import io.groundswell.event.MergeLaws.ForEachSeed;
import io.groundswell.event.RandomStates;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;

/** Whatever arrives, it is a batch that can be passed on, or an {@link InvalidEventException}; never anything else. */
final class BatchCodecFuzzTest {
    private static final List<String> TOKENS = List.of(
            "{",
            "}",
            "[",
            "]",
            ",",
            ":",
            "\"",
            "null",
            "true",
            "-1",
            "1e999",
            "9223372036854775808",
            "\\ud83d",
            "\"\"",
            "{}",
            "[]",
            "\"v\":1",
            "\"topic\":\"video:1\"",
            "\"n\"",
            "\u0000",
            "\uFFFF",
            "video:",
            "\"like\"");

    @ForEachSeed
    void decode_shouldThrowNothingElse_whenBytesAreMutated(long seed) {
        RandomStates states = new RandomStates(seed);
        Random random = states.random();
        int refused = 0;
        for (int i = 0; i < 300; i++) {
            byte[] bytes = BatchCodec.encode(states.batch());
            for (int mutation = 0; mutation <= random.nextInt(3); mutation++) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            refused += isRefused(bytes) ? 1 : 0;
        }
        assertThat(refused).isPositive();
    }

    @ForEachSeed
    void decode_shouldThrowNothingElse_whenTokensArePutInAndPiecesCutOut(long seed) {
        RandomStates states = new RandomStates(seed);
        Random random = states.random();
        int refused = 0;
        for (int i = 0; i < 300; i++) {
            StringBuilder text = new StringBuilder(BatchCodec.encodeToString(states.batch()));
            int from = random.nextInt(text.length());
            int to = Math.min(text.length(), from + random.nextInt(12));
            text.replace(from, to, TOKENS.get(random.nextInt(TOKENS.size())));
            refused += isRefused(text.toString().getBytes(StandardCharsets.UTF_8)) ? 1 : 0;
        }
        assertThat(refused).isPositive();
    }

    /** What was taken must also be writable, or it would be poison that only the next component notices. */
    private static boolean isRefused(byte[] bytes) {
        try {
            BatchCodec.encode(BatchCodec.decode(bytes));
            return false;
        } catch (InvalidEventException refused) {
            return true;
        }
    }
}

package io.groundswell.local;

import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * The secrets of one run, made up anew each time.
 *
 * @param tokens signs access tokens
 * @param internal signs deliveries
 * @param run tells this run's nodes from those of another on the same tables
 */
record Secrets(String tokens, String internal, String run) {
    private static final int KEY_BYTES = 32;
    private static final int RUN_BYTES = 3;

    static Secrets generate(SecureRandom random) {
        return new Secrets(hex(random, KEY_BYTES), hex(random, KEY_BYTES), hex(random, RUN_BYTES));
    }

    private static String hex(SecureRandom random, int bytes) {
        byte[] drawn = new byte[bytes];
        random.nextBytes(drawn);
        return HexFormat.of().formatHex(drawn);
    }

    /** Records are logged. */
    @Override
    public String toString() {
        return "Secrets[run=" + run + "]";
    }
}

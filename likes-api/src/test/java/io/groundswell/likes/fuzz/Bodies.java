package io.groundswell.likes.fuzz;

/** Bodies from right to hopeless. */
final class Bodies {
    private final Noise noise;

    Bodies(Noise noise) {
        this.noise = noise;
    }

    String next() {
        return switch (noise.below(12)) {
            case 0, 1, 2 -> "{\"reaction\":\"like\"}";
            case 3, 4 ->
                "{\"text\":\"" + noise.oneOf("Hello", "\\u0000", "\\ud800", "\u00e4", " ", "x".repeat(1_001)) + "\"}";
            case 5 -> "{\"" + noise.oneOf("reaction", "text") + "\":" + value(0) + ",\"more\":" + value(0) + "}";
            case 6 -> value(0);
            case 7 -> "{\"reaction\":\"like\"".substring(0, noise.below(18));
            case 8 -> "[".repeat(1 + noise.below(3_000));
            case 9 -> "{\"text\":\"" + "y".repeat(noise.below(20_000)) + "\"}";
            case 10 -> noise.bytes(200);
            default -> "";
        };
    }

    private String value(int depth) {
        return switch (noise.below(depth > 4 ? 7 : 9)) {
            case 0 -> "null";
            case 1 -> noise.oneOf("true", "false", "NaN", "Infinity", "undefined");
            case 2 -> noise.oneOf("-0", "1e400", "9".repeat(400), "1e-999999999", "0x1", "01", "1.5");
            case 3 -> "\"" + noise.text(30) + "\"";
            case 4 -> "\"" + noise.bytes(30) + "\"";
            case 5 -> "\"" + noise.oneOf("like", "\\uD83D\\uDE00", "\\x", "\\", "\u0007") + "\"";
            case 6 -> "{}";
            case 7 -> "[" + value(depth + 1) + "," + value(depth + 1) + "]";
            default -> "{\"" + noise.text(5) + "\":" + value(depth + 1) + "}";
        };
    }
}

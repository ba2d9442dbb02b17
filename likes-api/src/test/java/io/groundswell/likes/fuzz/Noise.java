package io.groundswell.likes.fuzz;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Random;

/** Chance, from one seed. Used by one thread. */
final class Noise {
    private final Random random;

    Noise(long seed) {
        this.random = new Random(seed);
    }

    /** 0 to less than the bound. */
    int below(int bound) {
        return random.nextInt(bound);
    }

    boolean oneIn(int times) {
        return random.nextInt(times) == 0;
    }

    String oneOf(String... choices) {
        return choices[random.nextInt(choices.length)];
    }

    /** Any bytes, as characters of ISO 8859-1. */
    String bytes(int most) {
        byte[] bytes = new byte[random.nextInt(most + 1)];
        random.nextBytes(bytes);
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    String text(int most) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(most + 1); i > 0; i--) {
            text.append((char) (' ' + random.nextInt('~' - ' ')));
        }
        return text.toString();
    }

    /** A few bytes changed, lost, doubled or put in. */
    byte[] mutate(byte[] bytes) {
        ByteArrayOutputStream mutated = new ByteArrayOutputStream(bytes.length + 16);
        int every = Math.max(2, bytes.length / (1 + random.nextInt(4)));
        for (byte each : bytes) {
            if (random.nextInt(every) != 0) {
                mutated.write(each);
                continue;
            }
            switch (random.nextInt(4)) {
                case 0 -> mutated.write(random.nextInt(256));
                case 1 -> {
                    mutated.write(each);
                    mutated.write(each);
                }
                case 2 -> {
                    mutated.write(random.nextInt(256));
                    mutated.write(each);
                }
                default -> {
                    // Lost.
                }
            }
        }
        return mutated.toByteArray();
    }
}

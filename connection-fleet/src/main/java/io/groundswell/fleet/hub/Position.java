package io.groundswell.fleet.hub;

import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A point in the stream of one node, which clients send back to resume after it. Opaque to them.
 *
 * @param epoch the node's boot id
 * @param sequence the node-wide number of the last frame that was sent
 * @param millis the node's clock then, in milliseconds since 1970
 */
public record Position(String epoch, long sequence, long millis) {
    private static final Pattern TEXT = Pattern.compile("([A-Za-z0-9]{1,32})\\.(\\d{1,18})\\.(\\d{1,18})");

    /** A boot id that no other process will have: 52 random bits, short since every frame carries it. */
    public static String newEpoch(RandomGenerator random) {
        return Long.toString(random.nextLong() >>> 12, Character.MAX_RADIX);
    }

    /** Empty where the text is not a position. */
    public static Optional<Position> parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        return matcher.matches()
                ? Optional.of(new Position(
                        matcher.group(1), Long.parseLong(matcher.group(2)), Long.parseLong(matcher.group(3))))
                : Optional.empty();
    }

    @Override
    public String toString() {
        return epoch + "." + sequence + "." + millis;
    }
}

package io.groundswell.likes.limit;

/**
 * How often one client may do something.
 *
 * @param perSecond in the long run; 0 for any number
 * @param burst at once, after a time without, 1 or more
 */
public record Rate(int perSecond, int burst) {
    public Rate {
        if (perSecond < 0 || burst < 1) {
            throw new IllegalArgumentException("rate: " + perSecond + " a second, " + burst
                    + " at once (expected: 0 or more a second, 1 or more at once)");
        }
    }

    boolean isLimited() {
        return perSecond > 0;
    }
}

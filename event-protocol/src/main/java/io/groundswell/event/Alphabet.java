package io.groundswell.event;

/**
 * Which ASCII characters a name may be spelled with. Names are checked for every event that comes in, where a regular expression
 * would cost as much as reading the rest of it. Immutable.
 */
final class Alphabet {
    private final long low;
    private final long high;

    private Alphabet(long low, long high) {
        this.low = low;
        this.high = high;
    }

    /** @param characters each below U+0080; {@code a-z} stands for all from the one to the other, a minus at the end for itself */
    static Alphabet of(String characters) {
        long[] bits = new long[2];
        for (int i = 0; i < characters.length(); i++) {
            char first = characters.charAt(i);
            boolean range = i + 2 < characters.length() && characters.charAt(i + 1) == '-';
            char last = range ? characters.charAt(i + 2) : first;
            for (char c = first; c <= last; c++) {
                bits[c >>> 6] |= 1L << c;
            }
            i += range ? 2 : 0;
        }
        return new Alphabet(bits[0], bits[1]);
    }

    /** Whether the text has so many characters, and all from here. */
    boolean spells(String text, int least, int most) {
        return text.length() >= least && text.length() <= most && spellsRange(text, 0, text.length());
    }

    /** Whether all characters from one place up to, without, another are from here. */
    boolean spellsRange(String text, int from, int to) {
        for (int i = from; i < to; i++) {
            if (!has(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private boolean has(char c) {
        return c < 128 && ((c < 64 ? low : high) >>> c & 1) != 0;
    }
}

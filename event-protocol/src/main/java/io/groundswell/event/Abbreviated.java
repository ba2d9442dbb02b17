package io.groundswell.event;

/** Text from outside, short enough for an error message. */
final class Abbreviated {
    private static final int LONGEST = 160;

    static String of(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "… (" + text.length() + " characters)";
    }

    private Abbreviated() {}
}

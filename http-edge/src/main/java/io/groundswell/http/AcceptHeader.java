package io.groundswell.http;

import java.util.List;
import java.util.Locale;

/** What a client wants to get (RFC 9110, 12.5.1). */
final class AcceptHeader {
    private AcceptHeader() {}

    /**
     * Whether the most exact range that fits the type has a weight above 0. Parameters other than {@code q} do not count;
     * a range that cannot be read is passed over.
     *
     * @param values of every {@code Accept} line; none or only empty ones admit everything
     * @param produced such as {@code application/json} or {@code text/plain; charset=utf-8}
     */
    static boolean admits(List<String> values, String produced) {
        String type = mediaType(produced);
        String family = type.substring(0, type.indexOf('/') + 1) + "*";
        int exactness = 0;
        boolean admitted = false;
        boolean said = false;
        for (String value : values) {
            for (String range : value.split(",", -1)) {
                said |= !range.isBlank();
                int fit = fit(mediaType(range), type, family);
                if (fit > exactness || (fit == exactness && fit > 0 && !admitted)) {
                    exactness = fit;
                    admitted = weighsSomething(range);
                }
            }
        }
        return !said || admitted;
    }

    private static int fit(String range, String type, String family) {
        if (range.equals(type)) {
            return 3;
        }
        if (range.equals(family)) {
            return 2;
        }
        return range.equals("*/*") ? 1 : 0;
    }

    private static String mediaType(String value) {
        int semicolon = value.indexOf(';');
        return (semicolon < 0 ? value : value.substring(0, semicolon)).strip().toLowerCase(Locale.ROOT);
    }

    private static boolean weighsSomething(String range) {
        String[] parts = range.split(";", -1);
        for (int i = 1; i < parts.length; i++) {
            String parameter = parts[i].strip().toLowerCase(Locale.ROOT);
            if (parameter.startsWith("q=")) {
                return parameter.matches("q=(1(\\.0{0,3})?|0?\\.\\d{0,3}[1-9]\\d*)");
            }
        }
        return true;
    }
}

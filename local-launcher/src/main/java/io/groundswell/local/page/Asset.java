package io.groundswell.local.page;

import io.groundswell.http.Exchange;
import io.groundswell.http.Response;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.function.Predicate;

/** One file of the page, held in memory. A browser asks each time and gets it only when it has changed. */
final class Asset {
    private final String contentType;
    private final byte[] bytes;
    private final String tag;

    private Asset(String contentType, byte[] bytes) {
        this.contentType = contentType;
        this.bytes = bytes;
        this.tag = '"' + digest(bytes) + '"';
    }

    /** @throws IllegalArgumentException if the page has no such file */
    static Asset load(String name) {
        try (InputStream file = Asset.class.getResourceAsStream(name)) {
            if (file == null) {
                throw new IllegalArgumentException("asset: " + name + " (expected: a file of the page)");
            }
            return new Asset(contentType(name), file.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String contentType() {
        return contentType;
    }

    Response answer(Exchange exchange) {
        boolean known = exchange.header("If-None-Match").stream()
                .flatMap(tags -> Arrays.stream(tags.split(",")))
                .anyMatch(known(tag));
        Response response = known ? Response.empty(304) : Response.bytes(200, contentType, bytes);
        return response.withHeader("ETag", tag).withHeader("Cache-Control", "no-cache");
    }

    private static Predicate<String> known(String tag) {
        return text -> {
            String each = text.strip();
            return each.equals("*") || each.equals(tag) || each.equals("W/" + tag);
        };
    }

    private static String contentType(String name) {
        String ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return switch (ending) {
            case "html" -> "text/html; charset=utf-8";
            case "css" -> "text/css; charset=utf-8";
            case "js" -> "text/javascript; charset=utf-8";
            case "svg" -> "image/svg+xml";
            default -> throw new IllegalArgumentException("asset: " + name + " (expected: html, css, js or svg)");
        };
    }

    private static String digest(byte[] bytes) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes);
            return HexFormat.of().formatHex(hash, 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256: missing (expected: in every Java platform)", e);
        }
    }
}

package io.groundswell.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One document of the checkout. */
record Markdown(Path file, List<String> lines) {
    static final Path CHECKOUT = Path.of("..");

    private static final Pattern LINK = Pattern.compile("!?\\[[^\\]]*\\]\\(([^)\\s]+)[^)]*\\)");
    private static final Pattern HEADING = Pattern.compile("#{1,6} (.*)");

    static Markdown read(String path) throws IOException {
        return read(CHECKOUT.resolve(path));
    }

    /** The documents at the top and under docs. */
    static List<Markdown> all() throws IOException {
        List<Markdown> documents = new ArrayList<>();
        try (Stream<Path> top = Files.list(CHECKOUT);
                Stream<Path> below = Files.walk(CHECKOUT.resolve("docs"))) {
            for (Path file :
                    Stream.concat(top, below).filter(Markdown::isDocument).toList()) {
                documents.add(read(file));
            }
        }
        return documents;
    }

    /** The lines under a heading, up to the next heading. */
    List<String> section(String heading) {
        int start = lines.indexOf(heading);
        if (start < 0) {
            return List.of();
        }
        List<String> below = lines.subList(start + 1, lines.size());
        return below.stream().takeWhile(line -> !line.startsWith("#")).toList();
    }

    /** The lines of the table under a heading, joined. */
    String table(String heading) {
        return section(heading).stream().filter(line -> line.startsWith("|")).collect(Collectors.joining("\n"));
    }

    List<String> links() {
        return lines.stream()
                .flatMap(line -> LINK.matcher(line).results())
                .map(link -> link.group(1))
                .toList();
    }

    /** What a link may name behind its {@code #}, as GitHub makes it of the headings. */
    Set<String> anchors() {
        return lines.stream()
                .flatMap(line -> heading(line).stream())
                .map(Markdown::anchor)
                .collect(Collectors.toSet());
    }

    private static Optional<String> heading(String line) {
        return HEADING.matcher(line)
                .results()
                .map(MatchResult::group)
                .findFirst()
                .filter(line::equals);
    }

    private static String anchor(String heading) {
        return heading.replaceFirst("#+ ", "")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N} _-]", "")
                .replace(' ', '-');
    }

    private static Markdown read(Path file) throws IOException {
        return new Markdown(file, Files.readAllLines(file));
    }

    private static boolean isDocument(Path file) {
        return file.toString().endsWith(".md");
    }
}

package io.groundswell.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class LinksDocTest {
    @Test
    void links_shouldLeadSomewhere_whenTheyStayInTheCheckout() throws IOException {
        List<String> broken = new ArrayList<>();
        int checked = 0;
        for (Markdown document : Markdown.all()) {
            for (String link : document.links()) {
                if (!link.contains("://")) {
                    checked++;
                    if (!resolves(document, link)) {
                        broken.add(document.file() + ": " + link);
                    }
                }
            }
        }

        assertThat(broken).isEmpty();
        assertThat(checked).isPositive();
    }

    private static boolean resolves(Markdown document, String link) throws IOException {
        String[] parts = link.split("#", 2);
        Path target = parts[0].isEmpty()
                ? document.file()
                : document.file().resolveSibling(parts[0]).normalize();
        if (!Files.exists(target)) {
            return false;
        }
        return parts.length == 1 || document(target).anchors().contains(parts[1]);
    }

    private static Markdown document(Path target) throws IOException {
        return new Markdown(target, Files.readAllLines(target));
    }
}

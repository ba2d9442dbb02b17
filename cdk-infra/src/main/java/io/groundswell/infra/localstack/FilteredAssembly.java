package io.groundswell.infra.localstack;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What the CDK has synthesized, in its folder, made fit for LocalStack. A template is uploaded under the hash of what it says, so
 * one that is changed gets another. Used by one thread.
 */
final class FilteredAssembly {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String TEMPLATE = ".template.json";
    private static final String ASSETS = ".assets.json";

    private final Path folder;

    private FilteredAssembly(Path folder) {
        this.folder = folder;
    }

    /**
     * Rewrites it in place.
     *
     * @throws IllegalStateException if a template holds something that can neither be deployed nor left out
     */
    static void write(Path folder) throws IOException {
        FilteredAssembly assembly = new FilteredAssembly(folder);
        for (String stack : assembly.stacks()) {
            assembly.rewrite(stack);
        }
    }

    private List<String> stacks() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(TEMPLATE))
                    .map(name -> name.substring(0, name.length() - TEMPLATE.length()))
                    .sorted()
                    .toList();
        }
    }

    private void rewrite(String stack) throws IOException {
        Path file = folder.resolve(stack + TEMPLATE);
        String text = JSON.writerWithDefaultPrettyPrinter().writeValueAsString(TemplateFilter.filter(read(file)));
        Files.writeString(file, text);
        Path assets = folder.resolve(stack + ASSETS);
        ObjectNode manifest = read(assets);
        String before = hash(manifest, file.getFileName().toString());
        manifest.remove("dockerImages");
        Files.writeString(assets, JSON.writeValueAsString(manifest));
        for (Path naming : List.of(assets, folder.resolve("manifest.json"))) {
            Files.writeString(naming, Files.readString(naming).replace(before, sha256(text)));
        }
    }

    /** The hash under which a file is uploaded. */
    private static String hash(ObjectNode assets, String file) {
        return assets.path("files").properties().stream()
                .filter(asset -> asset.getValue().at("/source/path").asText().equals(file))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(file + ": not uploaded (expected: among the assets)"));
    }

    private static String sha256(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256: unknown (expected: as in every JDK)", e);
        }
    }

    private static ObjectNode read(Path file) throws IOException {
        return JSON.readTree(file.toFile()) instanceof ObjectNode object ? object : JSON.createObjectNode();
    }
}

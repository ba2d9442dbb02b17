package io.groundswell.infra.localstack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.groundswell.infra.Deployment;
import io.groundswell.infra.Node;
import io.groundswell.infra.localstack.LeftOut.Fate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What LocalStack gets is what AWS gets, less what is listed, and differs in nothing else. */
@ExtendWith(Node.class)
final class FilteredAssemblyTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource(Deployment.class)
    void templates_shouldLackOnlyWhatIsListedOrNamesIt(Deployment deployment) throws IOException {
        filter(deployment);

        for (String stack : deployment.stacks().toList()) {
            JsonNode production = deployment.stack(stack);
            Set<String> lacking = lacking(production, template(stack));
            for (String id : lacking) {
                JsonNode resource = production.at("/Resources/" + id);
                LeftOut why = LeftOut.of(resource.path("Type").asText()).orElseThrow();
                assertThat(why.fate() == Fate.ALWAYS || names(resource, lacking))
                        .as("%s of %s is left out: it is always, or names what is", id, stack)
                        .isTrue();
            }
            assertThat(resources(template(stack)))
                    .as("%s: types of which each is left out", stack)
                    .noneMatch(resource -> LeftOut.of(
                                    resource.getValue().path("Type").asText())
                            .filter(listed -> listed.fate() == Fate.ALWAYS)
                            .isPresent());
        }
    }

    @ParameterizedTest
    @EnumSource(Deployment.class)
    void templates_shouldBeThoseOfProductionInAllElse(Deployment deployment) throws IOException {
        filter(deployment);

        for (String stack : deployment.stacks().toList()) {
            ObjectNode production = deployment.stack(stack).deepCopy();
            Set<String> lacking = lacking(production, template(stack));
            production.withObjectProperty("Resources").remove(lacking);
            resources(production).forEach(resource -> removeOrder((ObjectNode) resource.getValue(), lacking));
            if (production.get("Outputs") instanceof ObjectNode outputs) {
                outputs.removeIf(output -> names(output, lacking));
            }

            assertThat(template(stack)).as(stack).isEqualTo(production);
            assertThat(names(template(stack), lacking))
                    .as("%s names what is left out", stack)
                    .isFalse();
        }
    }

    @ParameterizedTest
    @EnumSource(Deployment.class)
    void assets_shouldBeThoseOfProduction_lessImages(Deployment deployment) throws Exception {
        filter(deployment);

        for (String stack : deployment.stacks().toList()) {
            JsonNode production = read(deployment.folder().resolve(stack + ".assets.json"));
            JsonNode filtered = read(folder.resolve(stack + ".assets.json"));
            String hash = sha256(Files.readAllBytes(folder.resolve(stack + ".template.json")));
            String template = stack + ".template.json";
            assertThat(filtered.has("dockerImages")).isFalse();
            assertThat(filtered.path("files").path(hash).at("/source/path").asText())
                    .isEqualTo(template);
            assertThat(filtered.path("files").path(hash).findValue("objectKey").asText())
                    .isEqualTo(hash + ".json");
            assertThat(read(folder.resolve("manifest.json"))
                            .at("/artifacts/" + stack + "/properties/stackTemplateAssetObjectUrl")
                            .asText())
                    .endsWith("/" + hash + ".json");
            assertThat(others(filtered, template)).isEqualTo(others(production, template));
        }
    }

    @Test
    void list_shouldNameNothingThatNoInstallationHas_andSayWhy() {
        Set<String> all = Arrays.stream(Deployment.values())
                .flatMap(deployment -> deployment.stacks().map(deployment::stack))
                .flatMap(stack -> stack.path("Resources").valueStream())
                .map(resource -> resource.path("Type").asText())
                .collect(Collectors.toSet());

        assertThat(LeftOut.values())
                .allSatisfy(listed -> assertThat(all).contains(listed.type()))
                .allSatisfy(listed -> assertThat(listed.reason()).endsWith("."));
    }

    private void filter(Deployment deployment) throws IOException {
        deployment.stacks();
        try (Stream<Path> files = Files.list(deployment.folder())) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, folder.resolve(file.getFileName()));
            }
        }
        FilteredAssembly.write(folder);
    }

    private JsonNode template(String stack) throws IOException {
        return read(folder.resolve(stack + ".template.json"));
    }

    private static Set<String> lacking(JsonNode production, JsonNode filtered) {
        Set<String> lacking = new TreeSet<>();
        production.path("Resources").fieldNames().forEachRemaining(lacking::add);
        filtered.path("Resources").fieldNames().forEachRemaining(lacking::remove);
        return lacking;
    }

    private static List<Map.Entry<String, JsonNode>> resources(JsonNode template) {
        return List.copyOf(template.path("Resources").properties());
    }

    /** By the text alone, in whichever way it is named. */
    private static boolean names(JsonNode part, Set<String> ids) {
        String text = part.toString();
        return ids.stream()
                .anyMatch(id -> text.contains("\"Ref\":\"" + id + "\"")
                        || text.contains("\"Fn::GetAtt\":[\"" + id + "\"")
                        || text.contains("\"DependsOn\":[\"" + id + "\"")
                        || text.contains("${" + id));
    }

    private static void removeOrder(ObjectNode resource, Set<String> ids) {
        if (resource.get("DependsOn") instanceof ArrayNode several) {
            several.removeIf(one -> ids.contains(one.asText()));
            if (several.isEmpty()) {
                resource.remove("DependsOn");
            }
        }
    }

    private static JsonNode others(JsonNode assets, String template) {
        ObjectNode others = assets.path("files").deepCopy();
        others.removeIf(file -> file.at("/source/path").asText().equals(template));
        return others;
    }

    private static String sha256(byte[] content) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    }

    private static JsonNode read(Path file) throws IOException {
        return JSON.readTree(file.toFile());
    }
}

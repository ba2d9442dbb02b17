package io.groundswell.fleet.life;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.groundswell.registry.Node;
import io.groundswell.registry.NodeDirectory;
import io.groundswell.registry.RegistryException;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class LookoutTest {
    private static final Node NODE = new Node("one", URI.create("http://one"), "one", 1, 2, false, 3);

    private final List<List<Node>> shown = new ArrayList<>();

    @Test
    void turn_shouldReadOnceForAll() {
        List<String> reads = new ArrayList<>();
        NodeDirectory directory = directory(() -> {
            reads.add("all");
            return List.of(NODE);
        });

        new Lookout(directory, List.of(shown::add, shown::add)).turn();

        assertThat(reads).hasSize(1);
        assertThat(shown).containsExactly(List.of(NODE), List.of(NODE));
    }

    /** The worker logs it, and comes again. */
    @Test
    void turn_shouldShowNothing_whenTheRegistryCannotBeRead() {
        NodeDirectory broken = directory(() -> {
            throw new RegistryException("nodes: failed (expected: an answer)", new IllegalStateException());
        });
        Lookout lookout = new Lookout(broken, List.of(shown::add));

        assertThatThrownBy(lookout::turn).isInstanceOf(RegistryException.class);
        assertThat(shown).isEmpty();
    }

    private static NodeDirectory directory(Supplier<List<Node>> all) {
        return (NodeDirectory) Proxy.newProxyInstance(
                LookoutTest.class.getClassLoader(),
                new Class<?>[] {NodeDirectory.class},
                (proxy, method, arguments) -> {
                    assertThat(method.getName()).isEqualTo("all");
                    return all.get();
                });
    }
}

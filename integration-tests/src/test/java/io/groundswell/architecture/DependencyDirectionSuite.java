package io.groundswell.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Dependencies point one way: deployables, libraries, event-protocol; and in each, wiring, adapters, core. */
final class DependencyDirectionSuite {
    private static final String[] AWS = {"software.amazon..", "com.amazonaws.."};

    @ParameterizedTest
    @MethodSource("modules")
    void module_shouldKnowOnlyWhatIsBelowIt(Modules.Allowance module) {
        noClasses()
                .that()
                .resideInAPackage(module.packages())
                .should()
                .dependOnClassesThat(
                        resideInAPackage(Modules.ROOT + "..").and(not(resideInAnyPackage(module.allowed()))))
                .check(Modules.shipped());
    }

    @Test
    void everyClass_shouldBelongToAModule() {
        classes()
                .should()
                .resideInAnyPackage(
                        modules().stream().map(Modules.Allowance::packages).toArray(String[]::new))
                .check(Modules.shipped());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "io.groundswell.event..",
                "io.groundswell.settings..",
                "io.groundswell.store",
                "io.groundswell.registry",
                "io.groundswell.access..",
                "io.groundswell.http..",
                "io.groundswell.likes.accept",
                "io.groundswell.likes.http",
                "io.groundswell.likes.idempotency",
                "io.groundswell.likes.moderation",
                "io.groundswell.dispatch.deliver",
                "io.groundswell.fleet.hub",
                "io.groundswell.fleet.intake",
                "io.groundswell.fleet.stream",
                "io.groundswell.fleet.ticket"
            })
    void core_shouldKnowNoAws(String core) {
        noClasses()
                .that()
                .resideInAPackage(core)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(AWS)
                .check(Modules.shipped());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "io.groundswell.event..",
                "io.groundswell.settings..",
                "io.groundswell.aws..",
                "io.groundswell.store..",
                "io.groundswell.registry..",
                "io.groundswell.access..",
                "io.groundswell.dispatch..",
                "io.groundswell.likes.accept",
                "io.groundswell.likes.queue"
            })
    void whatServesNoSocket_shouldKnowNoNetty(String quiet) {
        noClasses()
                .that()
                .resideInAPackage(quiet)
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.netty..")
                .check(Modules.shipped());
    }

    @ParameterizedTest
    @ValueSource(strings = {"io.groundswell.store", "io.groundswell.registry"})
    void ports_shouldKnowNoAdapter(String ports) {
        noClasses()
                .that()
                .resideInAPackage(ports)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(ports + ".dynamodb..")
                .check(Modules.shipped());
    }

    /** What carries its frames can be another one: the hub says what it needs of it. */
    @Test
    void hub_shouldKnowNeitherStreamsNorHttp() {
        noClasses()
                .that()
                .resideInAPackage("io.groundswell.fleet.hub..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.groundswell.fleet.stream..", "io.groundswell.http..")
                .check(Modules.shipped());
    }

    static List<Modules.Allowance> modules() {
        return Modules.ALL;
    }
}

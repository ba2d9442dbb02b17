package io.groundswell.infra.service;

import com.fasterxml.jackson.databind.JsonNode;
import io.groundswell.infra.Deployment;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What policies of a template let a role do. */
final class Rights {
    private static final Pattern TABLE = Pattern.compile(":table/([a-z-]+)");

    /** @param role how the logical id of its policy begins */
    static Set<String> of(Deployment deployment, String role) {
        Set<String> actions = new TreeSet<>();
        policies(deployment, role)
                .flatMap(Rights::statements)
                .flatMap(Rights::actions)
                .forEach(actions::add);
        return actions;
    }

    /** Names of the tables on which a role may make any call. */
    static Set<String> tables(Deployment deployment, String role) {
        return tables(deployment, role, _ -> true);
    }

    /** Names of the tables on which a role may make one call. */
    static Set<String> tables(Deployment deployment, String role, String action) {
        return tables(deployment, role, action::equals);
    }

    private static Set<String> tables(Deployment deployment, String role, Predicate<String> calls) {
        Set<String> tables = new TreeSet<>();
        policies(deployment, role)
                .flatMap(Rights::statements)
                .filter(statement -> actions(statement).anyMatch(calls))
                .forEach(statement -> TABLE.matcher(statement.path("Resource").toString())
                        .results()
                        .forEach(found -> tables.add(found.group(1))));
        return tables;
    }

    private static Stream<JsonNode> policies(Deployment deployment, String role) {
        return deployment
                .json("service")
                .path("Resources")
                .propertyStream()
                .filter(entry -> entry.getKey().startsWith(role))
                .map(Map.Entry::getValue)
                .filter(resource -> resource.path("Type").asText().equals("AWS::IAM::Policy"));
    }

    private static Stream<JsonNode> statements(JsonNode policy) {
        return policy.at("/Properties/PolicyDocument/Statement").valueStream();
    }

    private static Stream<String> actions(JsonNode statement) {
        JsonNode action = statement.path("Action");
        return (action.isArray() ? action.valueStream() : Stream.of(action)).map(JsonNode::asText);
    }

    private Rights() {}
}

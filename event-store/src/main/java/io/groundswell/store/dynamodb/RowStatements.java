package io.groundswell.store.dynamodb;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchStatementRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

/** How one table's rows are written, in DynamoDB's own words. Immutable. */
final class RowStatements {
    private final RowWriter.Rules rules;
    private final List<String> attributes;
    private final String insert;
    private final String older;

    RowStatements(RowWriter.Rules rules) {
        this.rules = rules;
        this.attributes =
                Stream.concat(rules.keys().stream(), rules.content().stream()).toList();
        this.insert = "INSERT INTO \"" + rules.table() + "\" VALUE "
                + attributes.stream().map(name -> "'" + name + "': ?").collect(Collectors.joining(", ", "{", "}"));
        this.older = rules.replacesEqual() ? "<=" : "<";
    }

    /** Fails where there is a row with these keys. */
    BatchStatementRequest insertion(Row row) {
        return BatchStatementRequest.builder()
                .statement(insert)
                .parameters(values(row, attributes))
                .build();
    }

    /** Fails where the row that is there is not older, which the failure then shows, and where there is none. */
    BatchStatementRequest replacement(Row row) {
        List<String> content = rules.content().stream()
                .filter(name -> row.item().containsKey(name))
                .toList();
        String statement = "UPDATE \"" + rules.table() + "\" "
                + content.stream().map(name -> "SET \"" + name + "\" = ?").collect(Collectors.joining(" "))
                + rules.keys().stream()
                        .map(name -> "\"" + name + "\" = ?")
                        .collect(Collectors.joining(" AND ", " WHERE ", ""))
                + " AND \"" + rules.version() + "\" " + older + " ?";
        List<AttributeValue> parameters = new ArrayList<>(values(row, content));
        parameters.addAll(values(row, rules.keys()));
        parameters.addAll(values(row, List.of(rules.version())));
        return BatchStatementRequest.builder()
                .statement(statement)
                .parameters(parameters)
                .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
                .build();
    }

    /** Fails where the row that is there is not older. */
    PutItemRequest put(Row row) {
        return PutItemRequest.builder()
                .tableName(rules.table())
                .item(row.item())
                .conditionExpression("attribute_not_exists(#v) OR #v " + older + " :v")
                .expressionAttributeNames(Map.of("#v", rules.version()))
                .expressionAttributeValues(Map.of(":v", row.item().get(rules.version())))
                .build();
    }

    private static List<AttributeValue> values(Row row, List<String> attributes) {
        return attributes.stream().map(row.item()::get).toList();
    }
}

package io.groundswell.registry.dynamodb;

import static io.groundswell.registry.dynamodb.NodeRow.MISSED_ALL;
import static io.groundswell.registry.dynamodb.NodeRow.MISSED_SINCE;
import static io.groundswell.registry.dynamodb.NodeRow.MISSED_TOPICS;

import io.groundswell.event.Topic;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/**
 * One way to add a note to a row that many dispatchers write at once, without reading it first. It is written for what the
 * row is guessed to hold; where the guess was wrong its condition fails, and {@link #against} gives the right one.
 *
 * @param since in milliseconds since 1970
 * @param topics 1 to {@link #MOST_TOPICS} unless {@code all}
 * @param all whether the note says all topics instead of naming them
 * @param laterNoted whether the row is guessed to hold a later time, which this one replaces
 */
record MissedNote(long since, Set<Topic> topics, boolean all, boolean laterNoted) {
    /** How many topics a row names before it says all. */
    static final int MOST_TOPICS = 100;

    static MissedNote first(long since, Set<Topic> topics) {
        return new MissedNote(since, topics, topics.isEmpty() || topics.size() > MOST_TOPICS, false);
    }

    /** The same note for the row as it is. */
    MissedNote against(Map<String, AttributeValue> row) {
        AttributeValue noted = row.get(MISSED_SINCE);
        AttributeValue named = row.get(MISSED_TOPICS);
        boolean overflows = named != null && named.ss().size() + topics.size() > MOST_TOPICS;
        return new MissedNote(since, topics, all || overflows, noted != null && Long.parseLong(noted.n()) > since);
    }

    /** The Enhanced Client knows no ADD, so this is a plain request. */
    UpdateItemRequest update(String table, Map<String, AttributeValue> key) {
        List<String> sets = new ArrayList<>();
        List<String> conditions = new ArrayList<>();
        Map<String, AttributeValue> values = new HashMap<>();
        conditions.add("attribute_exists(" + RegistryTables.NODES.sortKey() + ")");
        values.put(":since", number(since));
        keepEarliest(sets, conditions);
        String topicsAction = addTopics(sets, conditions, values);
        return UpdateItemRequest.builder()
                .tableName(table)
                .key(key)
                .updateExpression("SET " + String.join(", ", sets) + topicsAction)
                .conditionExpression(String.join(" AND ", conditions))
                .expressionAttributeValues(values)
                .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
                .build();
    }

    private void keepEarliest(List<String> sets, List<String> conditions) {
        String compare = laterNoted ? " >= " : " <= ";
        conditions.add("(attribute_not_exists(" + MISSED_SINCE + ") OR " + MISSED_SINCE + compare + ":since)");
        sets.add(MISSED_SINCE + (laterNoted ? " = :since" : " = if_not_exists(" + MISSED_SINCE + ", :since)"));
    }

    private String addTopics(List<String> sets, List<String> conditions, Map<String, AttributeValue> values) {
        if (all) {
            sets.add(MISSED_ALL + " = :all");
            values.put(":all", AttributeValue.fromBool(true));
            return " REMOVE " + MISSED_TOPICS;
        }
        conditions.add("(attribute_not_exists(" + MISSED_TOPICS + ") OR size(" + MISSED_TOPICS + ") <= :room)");
        values.put(":room", number(MOST_TOPICS - topics.size()));
        values.put(
                ":topics",
                AttributeValue.fromSs(topics.stream().map(Topic::toString).toList()));
        return " ADD " + MISSED_TOPICS + " :topics";
    }

    private static AttributeValue number(long value) {
        return AttributeValue.fromN(Long.toString(value));
    }
}

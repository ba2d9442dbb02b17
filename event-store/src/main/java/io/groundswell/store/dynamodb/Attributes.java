package io.groundswell.store.dynamodb;

import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Values of rows, without the detour by documents: rows are written by the ten thousand. */
final class Attributes {
    static AttributeValue text(String value) {
        return AttributeValue.fromS(value);
    }

    static AttributeValue number(long value) {
        return AttributeValue.fromN(Long.toString(value));
    }

    static AttributeValue numbers(Map<String, Long> values) {
        Map<String, AttributeValue> numbers = HashMap.newHashMap(values.size());
        values.forEach((name, value) -> numbers.put(name, number(value)));
        return AttributeValue.fromM(numbers);
    }

    static long number(Map<String, AttributeValue> row, String name) {
        return Long.parseLong(value(row, name).n());
    }

    static String text(Map<String, AttributeValue> row, String name) {
        return value(row, name).s();
    }

    static Map<String, Long> numbers(Map<String, AttributeValue> row, String name) {
        Map<String, Long> numbers = new HashMap<>();
        value(row, name).m().forEach((key, number) -> numbers.put(key, Long.parseLong(number.n())));
        return numbers;
    }

    private static AttributeValue value(Map<String, AttributeValue> row, String name) {
        AttributeValue value = row.get(name);
        if (value == null) {
            throw new IllegalStateException("attribute " + name + ": missing (expected: in every row)");
        }
        return value;
    }

    private Attributes() {}
}

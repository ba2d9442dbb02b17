package io.groundswell.event;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BinaryOperator;

/** The pointwise merge of two maps: it has the laws of the merge of their values. */
final class Merge {
    static <K extends Comparable<K>, V> Map<K, V> pointwise(Map<K, V> left, Map<K, V> right, BinaryOperator<V> merge) {
        if (left.isEmpty() || right.isEmpty()) {
            return left.isEmpty() ? right : left;
        }
        TreeMap<K, V> merged = new TreeMap<>(left);
        right.forEach((key, value) -> merged.merge(key, value, merge));
        return merged;
    }

    /** In the keys' order, and never to change. */
    static <K extends Comparable<K>, V> SortedMap<K, V> copy(Map<K, V> map) {
        return map.isEmpty() ? Collections.emptySortedMap() : Collections.unmodifiableSortedMap(new TreeMap<>(map));
    }

    private Merge() {}
}

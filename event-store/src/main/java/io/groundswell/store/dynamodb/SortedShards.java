package io.groundswell.store.dynamodb;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.PriorityQueue;

/** What is sorted within each shard, sorted over all of them. A shard is read on only where the others do not suffice. */
record SortedShards<T>(List<Iterator<T>> shards) {
    private record Head<T>(T value, Iterator<T> rest) {}

    /**
     * The first ones.
     *
     * @param order which each shard is sorted by
     */
    List<T> first(int limit, Comparator<T> order) {
        PriorityQueue<Head<T>> heads = new PriorityQueue<>(Comparator.comparing(Head::value, order));
        shards.forEach(shard -> push(shard, heads));
        List<T> first = new ArrayList<>(limit);
        while (first.size() < limit && !heads.isEmpty()) {
            Head<T> head = heads.remove();
            first.add(head.value());
            if (first.size() < limit) {
                push(head.rest(), heads);
            }
        }
        return first;
    }

    private static <T> void push(Iterator<T> shard, PriorityQueue<Head<T>> heads) {
        if (shard.hasNext()) {
            heads.add(new Head<>(shard.next(), shard));
        }
    }
}

package io.groundswell.chaos;

import static org.awaitility.Awaitility.await;

import io.groundswell.event.Topic;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.LongUnaryOperator;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** All viewers of a run. Owned by the test's thread. */
final class Audience implements AutoCloseable {
    private static final Duration LONGEST_OPENING = Duration.ofSeconds(60);

    private static final int SAMPLE = 5;

    private final List<Viewer> viewers = new ArrayList<>();
    private final Ledger ledger;

    Audience(Ledger ledger) {
        this.ledger = ledger;
    }

    /** Opens a stream for each list of topics, and waits until all are open. */
    void open(URI stream, Collection<List<Topic>> topics, LongUnaryOperator pause) {
        topics.forEach(own -> viewers.add(Viewer.start(stream, own, ledger, InstantSource.system(), pause)));
        await().atMost(LONGEST_OPENING)
                .until(() -> viewers.stream()
                        .noneMatch(viewer -> viewer.receipts().openings().isEmpty()));
    }

    List<Viewer> viewers() {
        return viewers;
    }

    /** The comments to one of its topics that a viewer has not got, among those that were accepted. */
    List<Ledger.Accepted> lackedBy(Viewer viewer) {
        return lackedBy(viewer, ledger.all());
    }

    private static List<Ledger.Accepted> lackedBy(Viewer viewer, Collection<Ledger.Accepted> of) {
        return of.stream()
                .filter(comment -> viewer.topics().contains(comment.topic()))
                .filter(comment -> !viewer.receipts().has(comment.number()))
                .toList();
    }

    /** How many (viewer, comment) pairs lack. */
    long lacking() {
        Collection<Ledger.Accepted> all = ledger.all();
        return viewers.stream()
                .mapToLong(viewer -> lackedBy(viewer, all).size())
                .sum();
    }

    /** What some of those lack who lack anything, and where they were. */
    List<String> lackingSample() {
        Collection<Ledger.Accepted> all = ledger.all();
        return viewers.stream()
                .filter(viewer -> !lackedBy(viewer, all).isEmpty())
                .limit(SAMPLE)
                .map(viewer -> lackedBy(viewer, all).stream().limit(SAMPLE).toList() + " not at "
                        + viewer.receipts().openings())
                .toList();
    }

    /** How many (viewer, comment) pairs there should be. */
    long expected() {
        Map<Topic, Long> byTopic =
                ledger.all().stream().collect(Collectors.groupingBy(Ledger.Accepted::topic, Collectors.counting()));
        return viewers.stream()
                .flatMap(viewer -> viewer.topics().stream())
                .mapToLong(topic -> byTopic.getOrDefault(topic, 0L))
                .sum();
    }

    List<Receipts.Gap> gaps() {
        return viewers.stream()
                .flatMap(viewer -> viewer.receipts().gaps().stream())
                .toList();
    }

    List<String> wrong() {
        return viewers.stream()
                .flatMap(viewer -> viewer.receipts().wrong().stream())
                .toList();
    }

    long repeats() {
        return viewers.stream().mapToLong(viewer -> viewer.receipts().repeats()).sum();
    }

    int connections() {
        return viewers.stream()
                .mapToInt(viewer -> viewer.receipts().openings().size())
                .sum();
    }

    /** Why streams ended, and how often. */
    Map<String, Integer> ends() {
        Map<String, Integer> all = new TreeMap<>();
        viewers.forEach(
                viewer -> viewer.receipts().ends().forEach((reason, times) -> all.merge(reason, times, Integer::sum)));
        return all;
    }

    boolean all(Predicate<Viewer> holds) {
        return viewers.stream().allMatch(holds);
    }

    /** How many viewers each answer stands for. */
    <T> Map<T, Long> by(Function<Viewer, T> question) {
        return viewers.stream().collect(Collectors.groupingBy(question, Collectors.counting()));
    }

    @Override
    public void close() {
        viewers.forEach(Viewer::close);
    }
}

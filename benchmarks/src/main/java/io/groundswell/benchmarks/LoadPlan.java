package io.groundswell.benchmarks;

/**
 * What a run sends to whom. Events go round robin over the topics, evenly in time; those of one topic are numbered from 0.
 *
 * @param connections 1 to 18,000, since a process holds fewer than 20,000 sockets
 * @param rate events a second, over all topics
 * @param payload bytes of a comment's {@code data:} value
 * @param seconds measured
 * @param warmup seconds before them, sent and checked likewise but not measured
 */
record LoadPlan(Kind kind, int connections, int topics, double rate, int payload, int seconds, int warmup) {
    enum Kind {
        COMMENTS,
        LIKES
    }

    private static final int MOST_CONNECTIONS = 18_000;
    private static final int MOST_SECONDS = 3_600;
    private static final double MOST_EVENTS_A_SECOND = 100_000;

    LoadPlan {
        requireRange("connections", connections, 1, MOST_CONNECTIONS);
        requireRange("topics", topics, 1, connections);
        requireRange("rate", rate, 0.1, MOST_EVENTS_A_SECOND);
        requireRange("seconds", seconds, 1, MOST_SECONDS);
        requireRange("warmup", warmup, 0, MOST_SECONDS);
    }

    private static void requireRange(String name, double value, double least, double most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(name + ": " + value + " (expected: " + least + " to " + most + ")");
        }
    }

    /** How many events are sent in all. */
    long events() {
        return Math.round(rate * (warmup + seconds));
    }

    /** How many of them a topic gets. */
    long events(int topic) {
        return (events() - topic + topics - 1) / topics;
    }

    /** How many times an event is to be read, over all connections. */
    long deliveries() {
        long all = 0;
        for (int number = 0; number < connections; number++) {
            all += events(topicOf(number));
        }
        return all;
    }

    /** When an event is to be sent, in nanoseconds after the run's begin. */
    long intended(long event) {
        return (long) (event * (1e9 / rate));
    }

    /** The number that the topic's event has among all. */
    long event(int topic, long index) {
        return index * topics + topic;
    }

    int topic(long event) {
        return (int) (event % topics);
    }

    long index(long event) {
        return event / topics;
    }

    /** The first event that is measured. */
    long firstMeasured() {
        return Math.round(rate * warmup);
    }

    /** Which topic a connection follows: spread so that a server which deals connections out in turn gets a mix. */
    int topicOf(int connection) {
        return (connection + connection / topics) % topics;
    }

    static String name(int topic) {
        return "video:" + topic;
    }
}

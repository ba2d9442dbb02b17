package io.groundswell.infra.service;

import java.util.Map;
import java.util.TreeMap;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.Stack;

/**
 * Outputs of the stack that say what its processes are told: whoever starts one elsewhere tells it the same. Of secrets they say
 * where they are, not what.
 */
final class Told {
    static void by(Place place, Tasks.Contents process) {
        Map<String, String> secrets = new TreeMap<>();
        process.secrets().forEach((setting, secret) -> secrets.put(setting, secret.getArn()));
        output(place, process.name() + "Settings", "Settings of each process", new TreeMap<>(process.settings()));
        output(place, process.name() + "Secrets", "Where the secrets among its settings are", secrets);
    }

    static void parts(Place place) {
        value(place, "FunctionName", Dispatcher.name(place), "The dispatcher");
        value(place, "QueueArn", place.state().queues().events().getQueueArn(), "Between API and dispatcher");
        value(
                place,
                "DeadLetterQueueUrl",
                place.state().queues().deadLetters().getQueueUrl(),
                "Messages that could not be handled");
    }

    private static void output(Place place, String name, String meaning, Map<String, String> settings) {
        value(place, name, Stack.of(place.scope()).toJsonString(settings), meaning);
    }

    private static void value(Place place, String name, String value, String meaning) {
        CfnOutput.Builder.create(place.scope(), name)
                .value(value)
                .description(meaning)
                .build();
    }

    private Told() {}
}

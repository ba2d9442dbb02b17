package io.groundswell.local;

import io.groundswell.event.InvalidEventException;
import io.groundswell.event.Topic;
import java.util.function.Supplier;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Topics out of arguments. */
final class Topics {
    private Topics() {}

    /** @throws ParameterException if there can be no such video */
    static Topic video(String id, CommandSpec spec) {
        return checked(() -> Topic.video(id), spec);
    }

    /** @throws ParameterException if it is not kind:id with a known kind */
    static Topic parse(String text, CommandSpec spec) {
        return checked(() -> Topic.parse(text), spec);
    }

    private static Topic checked(Supplier<Topic> topic, CommandSpec spec) {
        try {
            return topic.get();
        } catch (InvalidEventException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }
}

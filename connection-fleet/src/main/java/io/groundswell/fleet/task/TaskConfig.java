package io.groundswell.fleet.task;

import io.groundswell.settings.Setting;
import io.groundswell.settings.Settings;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * What a node knows of the task that it is.
 *
 * @param agent the container agent, which protects tasks; none outside ECS
 * @param metadata where ECS says what the task is; none outside ECS
 * @param revision what is deployed, the same for all nodes of one deployment; empty asks the metadata
 * @param protectedFrom how many streams make a node protect itself; 0 for never
 */
public record TaskConfig(Optional<URI> agent, Optional<URI> metadata, String revision, int protectedFrom) {
    private static final Setting<Optional<URI>> AGENT = Setting.address(
            "ECS_AGENT_URI", "", "The container agent, by which a task protects itself; Amazon ECS sets it.");
    private static final Setting<Optional<URI>> METADATA =
            Setting.address("ECS_CONTAINER_METADATA_URI_V4", "", "Where a task reads what it is; Amazon ECS sets it.");
    private static final Setting<String> REVISION = Setting.text(
            "GROUNDSWELL_REVISION",
            "",
            "What is deployed, the same for all nodes of a deployment and another for the next; empty takes the"
                    + " revision of the task's definition on Amazon ECS.");
    private static final Setting<Integer> PROTECTED_FROM = Setting.number(
            "GROUNDSWELL_PROTECTED_STREAMS",
            0,
            10_000_000,
            1,
            "How many streams make a node protect itself from being scaled in on Amazon ECS; 0 for never.");

    public static final List<Setting<?>> SETTINGS = List.of(AGENT, METADATA, REVISION, PROTECTED_FROM);

    public static TaskConfig read(Settings settings) {
        return new TaskConfig(
                settings.get(AGENT), settings.get(METADATA), settings.get(REVISION), settings.get(PROTECTED_FROM));
    }
}

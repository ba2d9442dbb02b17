package io.groundswell.infra.config;

import io.groundswell.settings.Setting;
import io.groundswell.settings.Settings;
import java.util.List;
import software.amazon.awssdk.regions.Region;

/**
 * Where the installation is.
 *
 * @param regions the first holds what there is once: the global tables' definition and the generated token secret
 * @param zones availability zones in each region, 2 or 3
 * @param egress whether API and nodes reach the internet
 * @param flowLogs whether accepted and refused connections are logged
 */
public record Places(List<String> regions, int zones, Egress egress, boolean flowLogs) {
    /** How what runs in the private subnets reaches addresses outside AWS. */
    public enum Egress {
        /** Not at all: AWS is reached by endpoints inside the network. */
        NONE,
        /** By one NAT gateway in each zone. */
        NAT
    }

    private static final Setting<List<String>> REGIONS = new Setting<>(
            "groundswell:regions",
            "list",
            "1 to 10 different regions of AWS such as eu-west-1, separated by commas",
            null,
            false,
            "Where it runs. The first region holds what there is once; it stays the first.",
            text -> {
                List<String> regions = Checks.list(Places::region).apply(text);
                Checks.require(!regions.isEmpty() && regions.size() <= 10 && Checks.areDistinct(regions));
                return regions;
            });
    private static final Setting<Integer> ZONES = Setting.number(
            "groundswell:zones", 2, 3, 2, "Availability zones in each region; each costs its own network endpoints.");
    private static final Setting<Egress> EGRESS = Setting.choice(
            "groundswell:egress",
            Egress.class,
            Egress.NONE,
            "Whether API and nodes reach addresses outside AWS, as a JWK set or a moderation service may be: nat makes"
                    + " one gateway in each zone.");
    private static final Setting<Boolean> FLOW_LOGS = Setting.flag(
            "groundswell:flowLogs",
            false,
            "Whether the network logs its connections, of which every viewer has one: priced by volume.");

    static final List<Setting<?>> SETTINGS = List.of(REGIONS, ZONES, EGRESS, FLOW_LOGS);

    public Places {
        regions = List.copyOf(regions);
    }

    static Places read(Settings settings) {
        return new Places(settings.get(REGIONS), settings.get(ZONES), settings.get(EGRESS), settings.get(FLOW_LOGS));
    }

    public String first() {
        return regions.getFirst();
    }

    /** Every region but this one. */
    public List<String> others(String region) {
        return regions.stream().filter(other -> !other.equals(region)).toList();
    }

    private static String region(String id) {
        Checks.require(Region.regions().stream()
                .anyMatch(known -> !known.isGlobalRegion() && known.id().equals(id)));
        return id;
    }
}

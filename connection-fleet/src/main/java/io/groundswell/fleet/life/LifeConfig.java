package io.groundswell.fleet.life;

import io.groundswell.http.ClientAddress;
import io.groundswell.settings.Setting;
import io.groundswell.settings.Settings;
import java.time.Duration;
import java.util.List;

/**
 * How streams come and go.
 *
 * @param entrance who may come in
 * @param proxyHeader whether connections begin with a header of PROXY protocol, version 2
 * @param lifetime how long a stream lives at least; at most twice that
 * @param retrySpread over how long viewers that are sent away are spread when they come back
 * @param drainWindow over how long a node that stops sends its viewers elsewhere
 * @param lostAfter how long a peer may give no sign of life
 * @param rebalanceLeast how many streams above the mean make a node give some up
 */
public record LifeConfig(
        Entrance.Rules entrance,
        boolean proxyHeader,
        Duration lifetime,
        Duration retrySpread,
        Duration drainWindow,
        Duration lostAfter,
        int rebalanceLeast) {
    private static final Setting<Integer> MAX_STREAMS = Setting.number(
            "GROUNDSWELL_MAX_STREAMS",
            1,
            10_000_000,
            100_000,
            "Streams that a node holds; more are told to come back.");
    private static final Setting<Integer> MAX_STREAMS_PER_ADDRESS = Setting.number(
            "GROUNDSWELL_MAX_STREAMS_PER_ADDRESS",
            1,
            10_000_000,
            20_000,
            "Streams that one address holds on a node, for IPv6 one /64; more are told to come back.");
    private static final Setting<Integer> TRUSTED_PROXIES = Setting.number(
            "GROUNDSWELL_TRUSTED_PROXIES",
            0,
            16,
            0,
            "Proxies of one's own before the node that add to X-Forwarded-For; 0 counts the socket's address.");
    private static final Setting<Boolean> PROXY_PROTOCOL = Setting.flag(
            "GROUNDSWELL_PROXY_PROTOCOL",
            false,
            "Whether each connection to the port for viewers begins with a header of PROXY protocol, version 2.");
    private static final Setting<Duration> LIFETIME = Setting.millis(
            "GROUNDSWELL_STREAM_LIFETIME_MILLIS",
            1_000,
            604_800_000,
            1_800_000,
            "How long a stream lives at least until its client is told to reconnect; at most twice that.");
    private static final Setting<Duration> RETRY_SPREAD = Setting.millis(
            "GROUNDSWELL_RECONNECT_SPREAD_MILLIS",
            0,
            60_000,
            3_000,
            "Over how long clients that are told to reconnect are spread.");
    private static final Setting<Duration> DRAIN = Setting.millis(
            "GROUNDSWELL_DRAIN_MILLIS",
            0,
            100_000,
            60_000,
            "Over how long a node that stops sends its viewers elsewhere; 10 s more must pass before it is killed.");
    private static final Setting<Duration> LOST_AFTER = Setting.millis(
            "GROUNDSWELL_LOST_PEER_MILLIS",
            1_000,
            600_000,
            30_000,
            "How long a client may acknowledge or take nothing until its connection is closed.");
    private static final Setting<Integer> REBALANCE = Setting.number(
            "GROUNDSWELL_REBALANCE_STREAMS",
            1,
            10_000_000,
            1_000,
            "How many streams a node must have above the fleet's mean, and a quarter more than it, for a minute to"
                    + " send some elsewhere.");

    public static final List<Setting<?>> SETTINGS = List.of(
            MAX_STREAMS,
            MAX_STREAMS_PER_ADDRESS,
            TRUSTED_PROXIES,
            PROXY_PROTOCOL,
            LIFETIME,
            RETRY_SPREAD,
            DRAIN,
            LOST_AFTER,
            REBALANCE);

    public static LifeConfig read(Settings settings) {
        return new LifeConfig(
                new Entrance.Rules(
                        new Admission.Limits(settings.get(MAX_STREAMS), settings.get(MAX_STREAMS_PER_ADDRESS)),
                        new ClientAddress(settings.get(TRUSTED_PROXIES))),
                settings.get(PROXY_PROTOCOL),
                settings.get(LIFETIME),
                settings.get(RETRY_SPREAD),
                settings.get(DRAIN),
                settings.get(LOST_AFTER),
                settings.get(REBALANCE));
    }
}

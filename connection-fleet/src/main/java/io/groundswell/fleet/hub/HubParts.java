package io.groundswell.fleet.hub;

import io.netty.channel.EventLoop;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;

/**
 * What a hub is made of.
 *
 * @param epoch the node's boot id, never used before; 1 to 32 of {@code A-Z a-z 0-9}
 * @param resumption how viewers that come back go on
 * @param observers makes one for each event loop
 * @param retries when viewers whose stream has ended are to come back
 */
public record HubParts(
        HubConfig config,
        String epoch,
        FrameEncoder encoder,
        List<EventLoop> loops,
        TopicDuties duties,
        Resumption resumption,
        HubMetrics metrics,
        Supplier<DeliveryObserver> observers,
        InstantSource clock,
        Retries retries) {}

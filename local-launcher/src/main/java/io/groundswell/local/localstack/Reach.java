package io.groundswell.local.localstack;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;

/**
 * Where nodes on this machine are reached from a container, and from this machine too.
 *
 * @param listenAt what they listen at
 * @param advertised what they say that they are reached at
 */
public record Reach(String listenAt, String advertised) {
    /**
     * Where Docker runs on this machine, a container's gateway is an address of this machine that nobody else reaches. Where it
     * runs in a machine of its own, as on a desktop, that address is of the other; this machine's own is reached from there.
     *
     * @param gateway of the container's network, an address
     */
    public static Reach fromContainerBehind(String gateway) {
        return isOfThisMachine(gateway) ? new Reach(gateway, gateway) : new Reach("0.0.0.0", "auto");
    }

    private static boolean isOfThisMachine(String address) {
        try {
            return NetworkInterface.getByInetAddress(InetAddress.ofLiteral(address)) != null;
        } catch (SocketException | IllegalArgumentException e) {
            throw new LocalStackException(
                    "gateway: " + address + " (expected: the address of a container's gateway)", e);
        }
    }
}

package io.groundswell.fleet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.util.Comparator;
import java.util.stream.Stream;

/** At which address of this machine others reach it, where nobody says. */
final class OwnAddress {
    /**
     * @return an address as text, IPv4 and private ones first; never one of the loopback, nor of the link only
     * @throws IllegalArgumentException if the machine has no such address
     */
    static String find() {
        try {
            return choose(NetworkInterface.networkInterfaces().flatMap(NetworkInterface::inetAddresses));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String choose(Stream<InetAddress> addresses) {
        return addresses
                .filter(address -> !address.isLoopbackAddress()
                        && !address.isLinkLocalAddress()
                        && !address.isAnyLocalAddress()
                        && !address.isMulticastAddress())
                .min(Comparator.<InetAddress, Boolean>comparing(address -> !(address instanceof Inet4Address))
                        .thenComparing(address -> !address.isSiteLocalAddress()))
                .map(InetAddress::getHostAddress)
                .orElseThrow(() -> new IllegalArgumentException(
                        "GROUNDSWELL_ADVERTISED_HOST: auto (expected: an address, since this machine has none"
                                + " for others)"));
    }

    private OwnAddress() {}
}

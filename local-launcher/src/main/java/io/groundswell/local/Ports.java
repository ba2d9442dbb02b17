package io.groundswell.local;

import io.groundswell.local.embedded.PortTakenException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.stream.IntStream;

/**
 * Which part listens where: API and page at the base, the balancer's stream address next, then the nodes.
 *
 * @param base 0 means a free port for each
 */
record Ports(int base) {
    static final int HIGHEST_BASE = 65_000;

    int api() {
        return base;
    }

    int stream() {
        return base == 0 ? 0 : base + 1;
    }

    /** @param number from 1 */
    int node(int number) {
        return base == 0 ? 0 : base + 1 + number;
    }

    /**
     * Looks before anything is started, so that a taken port is told at once.
     *
     * @throws PortTakenException naming the first that is taken
     */
    void requireFree(int nodes) {
        if (base != 0) {
            IntStream.rangeClosed(base, node(nodes)).forEach(Ports::requireFreePort);
        }
    }

    /** One that was free a moment ago: for a process that must be told its port. */
    static int anyFree() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new PortTakenException(0, e);
        }
    }

    private static void requireFreePort(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        } catch (IOException e) {
            throw new PortTakenException(port, e);
        }
    }
}

package io.groundswell.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.groundswell.local.embedded.PortTakenException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class PortsTest {
    @Test
    void ports_shouldFollowTheBase_whenItIsGiven() {
        Ports ports = new Ports(9000);

        assertThat(ports.api()).isEqualTo(9000);
        assertThat(ports.stream()).isEqualTo(9001);
        assertThat(ports.node(1)).isEqualTo(9002);
        assertThat(ports.node(16)).isEqualTo(9017);
    }

    @Test
    void ports_shouldAllBeFreeOnes_whenTheBaseIsZero() {
        Ports ports = new Ports(0);

        assertThat(ports.api()).isZero();
        assertThat(ports.stream()).isZero();
        assertThat(ports.node(2)).isZero();
        ports.requireFree(2);
    }

    @Test
    void requireFree_shouldNameThePort_whenANodesIsTaken() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = taken.getLocalPort();
            Ports ports = new Ports(port - 3);

            assertThatThrownBy(() -> ports.requireFree(2))
                    .isInstanceOf(PortTakenException.class)
                    .hasMessageContaining("port: ")
                    .hasMessageContaining("--port-base");
        }
    }
}

package io.groundswell.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import org.junit.jupiter.api.Test;

class SocketTableTest {
    private static final String HEAD = "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt";

    private static InetSocketAddress address(String literal, int port) {
        return new InetSocketAddress(InetAddress.ofLiteral(literal), port);
    }

    @Test
    void parse_shouldTellTheClientsOfThePort() throws Exception {
        SocketTable table = SocketTable.parse(
                List.of(
                        HEAD,
                        "   0: 0100007F:1F90 0100027F:D758 01 0001F000:00000000 00:00000000 00000000 0 0 1 1 0 100 0",
                        "   1: 0100007F:1F90 0200027F:90E9 04 00000010:00000000 00:00000000 00000000 0 0 1 1 0 100 0",
                        "   2: 0100007F:1F91 0300027F:90E9 01 00000010:00000000 00:00000000 00000000 0 0 1 1 0 100 0"),
                8080);
        assertThat(table.entries())
                .containsOnly(
                        entry(address("127.2.0.1", 0xD758), new SocketTable.Entry(true, 0x1F000)),
                        entry(address("127.2.0.2", 0x90E9), new SocketTable.Entry(false, 16)));
    }

    @Test
    void parse_shouldTellTheAddressOfIpv4_whenItGoesThroughASocketOfIpv6() throws Exception {
        SocketTable table = SocketTable.parse(
                List.of(
                        HEAD,
                        "   0: 0000000000000000FFFF00000100007F:1F90 0000000000000000FFFF00000100027F:D758 01 00000000:0"),
                8080);
        assertThat(table.entries()).containsOnlyKeys(address("127.2.0.1", 0xD758));
    }
}

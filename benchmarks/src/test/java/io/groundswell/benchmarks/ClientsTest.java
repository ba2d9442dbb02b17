package io.groundswell.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ClientsTest {
    @Test
    void addressOf_shouldSpreadConnectionsOverLoopbackAddresses() {
        assertThat(IntStream.range(0, 18_000).mapToObj(Clients::addressOf).distinct())
                .hasSize(360)
                .allMatch(address -> InetAddress.ofLiteral(address).isLoopbackAddress())
                .noneMatch(address -> address.endsWith(".0") || address.endsWith(".255"));
    }
}

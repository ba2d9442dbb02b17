package io.groundswell.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class OwnAddressTest {
    /** As a task on Fargate sees itself: the second interface is the one of its network. */
    @Test
    void choose_shouldTakeThePrivateAddress_whenThereIsOneOfTheLinkToo() throws UnknownHostException {
        assertThat(choose("127.0.0.1", "169.254.172.2", "fe80::1", "2001:db8::7", "10.64.3.9"))
                .isEqualTo("10.64.3.9");
    }

    @Test
    void choose_shouldTakeAPublicAddress_whenThereIsNoPrivateOne() throws UnknownHostException {
        assertThat(choose("::1", "2001:db8::7", "203.0.113.5")).isEqualTo("203.0.113.5");
    }

    @Test
    void choose_shouldSayWhatToDo_whenThereIsNone() {
        assertThatThrownBy(() -> choose("127.0.0.1", "169.254.1.1"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("GROUNDSWELL_ADVERTISED_HOST: auto (expected: an address");
    }

    private static String choose(String... literals) throws UnknownHostException {
        List<InetAddress> addresses = new ArrayList<>();
        for (String literal : literals) {
            addresses.add(InetAddress.getByName(literal));
        }
        return OwnAddress.choose(addresses.stream());
    }
}

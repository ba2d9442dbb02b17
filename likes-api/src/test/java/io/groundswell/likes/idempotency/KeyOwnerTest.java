package io.groundswell.likes.idempotency;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundswell.access.Identity;
import io.groundswell.http.ClientAddress;
import io.groundswell.http.Exchange;
import java.lang.reflect.Proxy;
import java.net.InetSocketAddress;
import java.util.List;
import org.junit.jupiter.api.Test;

class KeyOwnerTest {
    private static final String BALANCER = "10.0.0.1";

    @Test
    void of_shouldTellGuestsApart_whenTheyComeByOneProxy() {
        KeyOwner owners = new KeyOwner(new ClientAddress(1));

        assertThat(owners.of(Identity.guest(), from("203.0.113.1"))).isEqualTo("guest@203.0.113.1");
        assertThat(owners.of(Identity.guest(), from("203.0.113.2"))).isEqualTo("guest@203.0.113.2");
    }

    @Test
    void of_shouldBelieveNoHeader_whenNoProxyIsTrusted() {
        assertThat(new KeyOwner(new ClientAddress(0)).of(Identity.guest(), from("203.0.113.1")))
                .isEqualTo("guest@" + BALANCER);
    }

    @Test
    void of_shouldBeTheMember_whenItIsKnownWhoAsks() {
        Identity ada = new Identity("ada", false, List.of(), List.of(), Identity.NEVER);

        assertThat(new KeyOwner(new ClientAddress(1)).of(ada, from("203.0.113.1")))
                .isEqualTo("ada");
    }

    private static Exchange from(String forwardedFor) {
        return (Exchange) Proxy.newProxyInstance(
                KeyOwnerTest.class.getClassLoader(),
                new Class<?>[] {Exchange.class},
                (_, method, _) -> switch (method.getName()) {
                    case "remote" -> new InetSocketAddress(BALANCER, 4711);
                    case "headers" -> List.of(forwardedFor);
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }
}

package io.groundswell.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClientAddressTest {
    private static final String SOCKET = "10.0.0.1";

    @Test
    void of_shouldBelieveNoHeader_whenNoProxyIsTrusted() {
        assertThat(of(0, "203.0.113.1")).isEqualTo(SOCKET);
    }

    @ParameterizedTest
    @CsvSource({"1, 203.0.113.3", "2, 203.0.113.2", "3, 203.0.113.1"})
    void of_shouldCountFromTheEnd_whenProxiesAreTrusted(int trusted, String expected) {
        assertThat(of(trusted, "203.0.113.1, 203.0.113.2", "203.0.113.3")).isEqualTo(expected);
    }

    @Test
    void of_shouldBeTheSocketsAddress_whenARequestCameByFewerProxies() {
        assertThat(of(2, "203.0.113.1")).isEqualTo(SOCKET);
        assertThat(of(1)).isEqualTo(SOCKET);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "unknown", "_hidden", "203.0.113", "[2001:db8::1", "evil.example", "1,", "a:b"})
    void of_shouldBeTheSocketsAddress_whenTheHeaderSaysNoAddress(String header) {
        assertThat(of(1, header)).isEqualTo(SOCKET);
    }

    @ParameterizedTest
    @CsvSource({
        "203.0.113.1:4711, 203.0.113.1",
        "[2001:db8::1]:443, 2001:db8:0:0:0:0:0:1",
        "[2001:db8::1], 2001:db8:0:0:0:0:0:1",
        "2001:db8::1, 2001:db8:0:0:0:0:0:1",
        "::ffff:203.0.113.1, 203.0.113.1"
    })
    void of_shouldReadWhatProxiesSend(String header, String expected) {
        assertThat(of(1, header)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "203.0.113.1, 203.0.113.2, false",
        "203.0.113.1, ::ffff:203.0.113.1, true",
        "2001:db8::1, 2001:db8::2, true",
        "2001:db8::1, 2001:db8:0:1::1, false"
    })
    void key_shouldBeOneForTheAddressesOfOneClient(String one, String other, boolean same) throws UnknownHostException {
        assertThat(ClientAddress.key(InetAddress.getByName(one)) == ClientAddress.key(InetAddress.getByName(other)))
                .isEqualTo(same);
    }

    private static String of(int trusted, String... forwarded) {
        return new ClientAddress(trusted).of(exchange(List.of(forwarded))).getHostAddress();
    }

    private static Exchange exchange(List<String> forwarded) {
        return (Exchange) Proxy.newProxyInstance(
                Exchange.class.getClassLoader(),
                new Class<?>[] {Exchange.class},
                (_, method, arguments) -> switch (method.getName()) {
                    case "remote" -> new InetSocketAddress(SOCKET, 4711);
                    case "headers" -> arguments[0].equals("X-Forwarded-For") ? forwarded : List.of();
                    default -> throw new IllegalStateException(method + " (expected: remote or headers)");
                });
    }
}

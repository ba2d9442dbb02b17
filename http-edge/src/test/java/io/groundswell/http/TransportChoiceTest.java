package io.groundswell.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.netty.channel.epoll.Epoll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TransportChoiceTest {
    @Test
    void transport_shouldBeEpoll_whenNoneIsNamedAndThisMachineHasIt() {
        assertThat(TransportChoice.AUTO.transport()).isEqualTo(Epoll.isAvailable() ? Transport.EPOLL : Transport.NIO);
    }

    @ParameterizedTest
    @EnumSource
    void transport_shouldBeTheOneThatIsNamed_orSayThatItIsNotThere(TransportChoice choice) {
        if (choice == TransportChoice.AUTO) {
            assertThat(choice.transport()).isEqualTo(Transport.best());
        } else if (Transport.valueOf(choice.name()).isAvailable()) {
            assertThat(choice.transport()).hasToString(choice.name());
        } else {
            assertThatIllegalArgumentException()
                    .isThrownBy(choice::transport)
                    .withMessageContaining("transport: " + choice);
        }
    }
}
